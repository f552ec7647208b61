#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks with the real Python packages that they read what `mae convert` writes, and `mae` what they write.

    tests/check_exports.sh [build/release/app/cli/mae] [torch|transformers|timm...]

installs the packages and starts this. Ends with 1 if something does not hold.

torch         torch.load() with its defaults and its memory map; files of torch.save(), zip and legacy, with an
              optimizer beside the weights
transformers  from_pretrained() without a missing or unexpected tensor; the same loss and prediction; folders of
              save_pretrained() in one piece and in shards, safetensors and pytorch_model.bin
timm          load_state_dict(strict=True); encoders that timm made
All of them: what goes to another program and comes back has the same bits.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file, save_file

HEADS, DECODER_HEADS = "3", "4"  # of the bundled model, and of those made here
SAID = ["--heads", HEADS, "--decoder-heads", DECODER_HEADS, "--target", "pixels"]  # by files that do not say
# What lets Python load PyTorch is not for our own program.
CLEAN = {k: v for k, v in os.environ.items() if k not in ("LD_LIBRARY_PATH", "PYTHONPATH")}


class Checks:
    """Runs mae in a folder and counts what does not hold."""

    def __init__(self, mae, folder):
        self.mae, self.folder, self.failed = mae, folder, 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        done = subprocess.run([self.mae, *arguments], env=CLEAN, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"mae {' '.join(arguments)}\n{done.stderr}")
        return done.stdout

    def convert(self, source, out, form, *more):
        self.run("convert", source, self.path(out), "--to", form, "--force", *more)
        return self.path(out)

    def inspect(self, path):
        return json.loads(self.run("inspect", path, "--json"))

    def hold(self, good, what):
        print(("ok      " if good else "FAILED  ") + what, flush=True)
        self.failed += not good


def same(a, b):
    return list(sorted(a)) == list(sorted(b)) and all(torch.equal(a[name], b[name]) for name in a)


def check_round_trip(checks, own, there, what):
    """What went to another format comes back with the same bits."""
    back = load_file(checks.convert(there, "back.safetensors", "mae", *SAID))
    checks.hold(same(own, back), f"{what}: there and back, every bit is the same")


def predictions(checks, path, images, noise, *more):
    save_file({"imgs": images, "noise": noise}, checks.path("in.safetensors"))
    checks.run("parity", "forward", "--model", path, "--input", checks.path("in.safetensors"), "--output",
               checks.path("out.safetensors"), "--mask-ratio", "0.75", *more)
    return load_file(checks.path("out.safetensors"))


def small_model():
    """A random model of transformers; images and noise for it; what it makes of them."""
    from transformers import ViTMAEConfig, ViTMAEForPreTraining
    torch.manual_seed(3)
    config = ViTMAEConfig(hidden_size=48, num_hidden_layers=2, num_attention_heads=int(HEADS), intermediate_size=192,
                          image_size=32, patch_size=8, decoder_hidden_size=32, decoder_num_hidden_layers=1,
                          decoder_num_attention_heads=int(DECODER_HEADS), decoder_intermediate_size=128)
    model = ViTMAEForPreTraining(config).eval()
    for parameter in model.parameters():  # those that begin as zeros or ones would hide mistakes
        parameter.data += 0.02 * torch.randn_like(parameter)
    return model, torch.randn(2, 3, 32, 32), torch.rand(2, 16)


def check_predictions(checks, model, path, images, noise, what, *more):
    with torch.no_grad():
        wanted = model(images, noise=noise)
    ours = predictions(checks, path, images, noise, *more)
    difference = (ours["pred"] - wanted.logits).abs().max().item() / wanted.logits.abs().max().item()
    loss = abs(ours["loss"].item() - wanted.loss.item()) / wanted.loss.item()
    checks.hold(difference < 1e-4 and loss < 1e-5, f"{what}: prediction within {difference:.1e}, loss within {loss:.1e}")


def check_torch(checks):
    own = load_file(checks.convert("bundled", "own.safetensors", "mae"))
    official = checks.convert("bundled", "official.pth", "official")
    plain, mapped = torch.load(official)["model"], torch.load(official, mmap=True)["model"]
    half = torch.load(checks.convert("bundled", "half.pth", "official", "--dtype", "bfloat16"))["model"]
    checks.hold(same(own, plain) and same(own, mapped), "torch.load() gives the same tensors, mapped as well")
    checks.hold(all(v.dtype == torch.bfloat16 for v in half.values()), "bfloat16 arrives as such")
    check_round_trip(checks, own, official, "official")

    # As the published script saves it while it trains.
    weights = [torch.nn.Parameter(v.clone()) for v in plain.values()]
    optimizer = torch.optim.AdamW(weights, lr=1e-3)
    sum(w.sum() for w in weights).backward()
    optimizer.step()
    content = {"model": plain, "optimizer": optimizer.state_dict(), "epoch": 7, "scaler": {"scale": 65536.0},
               "args": argparse.Namespace(norm_pix_loss=False, model="mae_vit_base_patch16", lr=1e-3, output_dir=None)}
    for name, new in (("zip", True), ("legacy", False)):
        file = checks.path(f"{name}.pth")
        torch.save(content, file, _use_new_zipfile_serialization=new)
        report = checks.inspect(file)
        checks.hold(report["kind"] == "training checkpoint" and report["arguments"]["epoch"] == "7"
                    and report["arguments"]["args.model"] == "mae_vit_base_patch16" and not report["missing"],
                    f"torch.save(), {name}: a training checkpoint with its settings")
        check_round_trip(checks, own, file, f"torch.save(), {name}")


def check_transformers(checks):
    from transformers import ViTMAEForPreTraining
    own = load_file(checks.convert("bundled", "own.safetensors", "mae"))
    folder = checks.convert("bundled", "hf", "huggingface")
    model, report = ViTMAEForPreTraining.from_pretrained(folder, output_loading_info=True, attn_implementation="eager")
    whole = not report["missing_keys"] and not report["unexpected_keys"] and not report["mismatched_keys"]
    checks.hold(whole, "from_pretrained() misses nothing and expects nothing else")
    torch.manual_seed(3)
    size, patches = model.config.image_size, (model.config.image_size // model.config.patch_size) ** 2
    check_predictions(checks, model.eval(), folder, torch.randn(2, 3, size, size), torch.rand(2, patches), "written by mae")
    check_round_trip(checks, own, folder, "huggingface")

    model, images, noise = small_model()
    for what, safe, shard in (("model.safetensors", True, "1GB"), ("model-00001-of-….safetensors", True, "100KB"),
                              ("pytorch_model.bin", False, "1GB"), ("pytorch_model-00001-of-….bin", False, "100KB")):
        saved = checks.path("saved-" + what[:20].replace(".", "-") + shard)
        model.save_pretrained(saved, safe_serialization=safe, max_shard_size=shard)
        files = [f for f in os.listdir(saved) if f.endswith((".bin", ".safetensors"))]
        report = checks.inspect(saved)
        checks.hold((len(files) > 1) == (shard == "100KB") and not report["missing"] and not report["unexpected"],
                    f"save_pretrained(), {len(files)} × {what}: nothing is missing")
        check_predictions(checks, model, saved, images, noise, what)
    legacy = checks.path("state.bin")  # no settings beside it
    torch.save(model.state_dict(), legacy)
    os.makedirs(checks.path("alone"), exist_ok=True)
    os.rename(legacy, checks.path("alone/state.bin"))
    check_predictions(checks, model, checks.path("alone/state.bin"), images, noise, "state_dict() alone", *SAID)


def check_timm(checks):
    import timm
    from timm.models.vision_transformer import VisionTransformer
    tensors = load_file(checks.convert("bundled", "timm.safetensors", "timm"))
    width = tensors["cls_token"].shape[2]
    patch = tensors["patch_embed.proj.weight"].shape[2]
    size = patch * int((tensors["pos_embed"].shape[1] - 1) ** 0.5)
    depth = 1 + max(int(k.split(".")[1]) for k in tensors if k.startswith("blocks."))
    model = VisionTransformer(img_size=size, patch_size=patch, embed_dim=width, depth=depth, num_heads=int(HEADS),
                              num_classes=0)
    result = model.load_state_dict(tensors, strict=False)
    checks.hold(not result.missing_keys and not result.unexpected_keys, f"timm loads it strictly {result}")
    checks.hold(same(tensors, model.state_dict()), "timm has the same tensors")

    for name, settings, kind, shape in (
            ("vit_tiny_patch16_224", {"num_classes": 0}, "encoder", (224, 16, 192, 12)),
            ("vit_small_patch32_224", {"num_classes": 0}, "encoder", (224, 32, 384, 12)),
            ("vit_base_patch16_224", {"num_classes": 0, "img_size": 96, "depth": 2}, "encoder", (96, 16, 768, 2)),
            ("vit_tiny_patch16_224", {"num_classes": 10}, "classifier", (224, 16, 192, 12)),
            ("beit_base_patch16_224", {"num_classes": 0}, "encoder", (224, 16, 768, 12))):
        model = timm.create_model(name, pretrained=False, **settings)
        save_file(model.state_dict(), checks.path("made.safetensors"))
        torch.save(model.state_dict(), checks.path("made.pth"))
        for file in ("made.safetensors", "made.pth"):
            report = checks.inspect(checks.path(file))
            sizes = report["architecture"]
            found = tuple(sizes[k] for k in ("image_size", "patch_size", "width", "depth")) if sizes else None
            checks.hold(report["kind"] == kind and found == shape
                        and not [n for n in report["missing"] if not n.startswith(("decoder", "mask_token"))],
                        f"timm's {name} {settings}, {file}: {report['kind']} of {found}")


def main():
    named = {"torch": check_torch, "transformers": check_transformers, "timm": check_timm}
    with tempfile.TemporaryDirectory() as folder:
        checks = Checks(sys.argv[1], folder)
        for name in sys.argv[2:] or named:
            named[name](checks)
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
