#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks with the real Python packages that what `mae convert` writes is read by them.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install torch==2.11.0 transformers==4.46.3 timm==1.0.31 safetensors numpy
    /tmp/peers/bin/python tests/check_exports.py build/release/app/cli/mae

torch.load() with its defaults and its memory map, transformers' from_pretrained() without a missing or
unexpected tensor and with the same loss and prediction, timm's load_state_dict(strict=True). Ends with 1 and
the reason if one of them does not hold.
"""
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file, save_file

HEADS, DECODER_HEADS = "3", "4"  # of the bundled model


def convert(mae, out, form, *more):
    subprocess.run([mae, "convert", "bundled", out, "--to", form, *more], check=True, stderr=subprocess.DEVNULL)


def check(good, what):
    print(("ok      " if good else "FAILED  ") + what)
    return good


def check_torch(mae, folder):
    convert(mae, f"{folder}/own.safetensors", "mae")
    convert(mae, f"{folder}/official.pth", "official")
    convert(mae, f"{folder}/half.pth", "official", "--dtype", "bfloat16")
    own = load_file(f"{folder}/own.safetensors")
    plain = torch.load(f"{folder}/official.pth")["model"]
    mapped = torch.load(f"{folder}/official.pth", mmap=True)["model"]
    half = torch.load(f"{folder}/half.pth")["model"]
    same = all(torch.equal(plain[k], v) and torch.equal(mapped[k], v) for k, v in own.items())
    return [check(same and list(plain) and len(plain) == len(own), "torch.load() gives the same tensors"),
            check(all(v.dtype == torch.bfloat16 for v in half.values()), "bfloat16 arrives as such")]


def check_transformers(mae, folder):
    from transformers import ViTMAEForPreTraining
    convert(mae, f"{folder}/hf", "huggingface")
    model, report = ViTMAEForPreTraining.from_pretrained(f"{folder}/hf", output_loading_info=True,
                                                         attn_implementation="eager")
    whole = not report["missing_keys"] and not report["unexpected_keys"] and not report["mismatched_keys"]
    torch.manual_seed(3)
    size, patches = model.config.image_size, (model.config.image_size // model.config.patch_size) ** 2
    images, noise = torch.randn(2, 3, size, size), torch.rand(2, patches)
    with torch.no_grad():
        wanted = model.eval()(images, noise=noise)
    save_file({"imgs": images, "noise": noise}, f"{folder}/in.safetensors")
    subprocess.run([mae, "parity", "forward", "--model", f"{folder}/hf", "--input", f"{folder}/in.safetensors",
                    "--output", f"{folder}/out.safetensors", "--mask-ratio", "0.75"],
                   check=True, stderr=subprocess.DEVNULL)
    ours = load_file(f"{folder}/out.safetensors")
    difference = (ours["pred"] - wanted.logits).abs().max().item() / wanted.logits.abs().max().item()
    loss = abs(ours["loss"].item() - wanted.loss.item()) / wanted.loss.item()
    return [check(whole, "from_pretrained() misses nothing and expects nothing else"),
            check(difference < 1e-4 and loss < 1e-5, f"prediction within {difference:.1e}, loss within {loss:.1e}")]


def check_timm(mae, folder):
    from timm.models.vision_transformer import VisionTransformer
    convert(mae, f"{folder}/timm.safetensors", "timm")
    tensors = load_file(f"{folder}/timm.safetensors")
    width = tensors["cls_token"].shape[2]
    patch = tensors["patch_embed.proj.weight"].shape[2]
    size = patch * int((tensors["pos_embed"].shape[1] - 1) ** 0.5)
    depth = 1 + max(int(k.split(".")[1]) for k in tensors if k.startswith("blocks."))
    model = VisionTransformer(img_size=size, patch_size=patch, embed_dim=width, depth=depth, num_heads=int(HEADS),
                              num_classes=0)
    try:
        model.load_state_dict(tensors, strict=True)
        return [check(True, "timm loads it strictly")]
    except RuntimeError as error:
        return [check(False, f"timm loads it strictly: {error}")]


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for step in (check_torch, check_transformers, check_timm):
            results += step(sys.argv[1], folder)
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
