#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the speed of `mae` with a plain PyTorch loop: same shapes, same machine, in alternation.

    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install torch safetensors numpy
    /tmp/peer/bin/python app/bench/compare_training.py build/release/app/cli/mae --rounds 5

First a gate: 20 steps on the same batches must give the same losses in both programs. Then rounds
A B A B …; reported are pictures per second and the median and range of the ratio of each round. The
peer is what people write by hand: nn.Linear, attention written out, torch.optim.AdamW, autocast for
bfloat16. Refuses a busy machine (--force measures anyway). Results as JSON on standard output.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import torch
from safetensors.torch import load_file, save_file
from torch import nn

SHAPES = {  # size, patch, width, depth, heads, decoder width, depth, heads, batch
    "tiny": (64, 8, 192, 12, 3, 128, 4, 4, 128),
    "base": (224, 16, 768, 12, 12, 512, 8, 16, 8),
}


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) / (d // self.heads) ** 0.5).softmax(-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(b, n, d))


class Mlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, x):
        return self.fc2(nn.functional.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Embed(nn.Module):
    def __init__(self, width, patch):
        super().__init__()
        self.proj = nn.Conv2d(3, width, patch, patch)


class PlainMae(nn.Module):
    """Parameters carry the published names, so that both programs load the same file."""

    def __init__(self, size, patch, width, depth, heads, d_width, d_depth, d_heads, _batch):
        super().__init__()
        n = (size // patch) ** 2
        self.patch = patch
        self.cls_token = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.mask_token = nn.Parameter(torch.randn(1, 1, d_width) * 0.02)
        self.pos_embed = nn.Parameter(torch.randn(1, n + 1, width) * 0.5, requires_grad=False)
        self.decoder_pos_embed = nn.Parameter(torch.randn(1, n + 1, d_width) * 0.5, requires_grad=False)
        self.patch_embed = Embed(width, patch)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.decoder_embed = nn.Linear(width, d_width)
        self.decoder_blocks = nn.ModuleList(Block(d_width, d_heads) for _ in range(d_depth))
        self.decoder_norm = nn.LayerNorm(d_width, eps=1e-6)
        self.decoder_pred = nn.Linear(d_width, patch * patch * 3)

    def predict(self, images, order):
        """Every patch, row by row, from the first quarter of the patches in their order."""
        x = self.patch_embed.proj(images).flatten(2).transpose(1, 2) + self.pos_embed[:, 1:]
        b, n, d = x.shape
        restore = order.argsort(1)
        visible = n // 4
        x = x.gather(1, order[:, :visible, None].expand(-1, -1, d))
        x = torch.cat([(self.cls_token + self.pos_embed[:, :1]).expand(b, -1, -1), x], 1)
        for block in self.blocks:
            x = block(x)
        x = self.decoder_embed(self.norm(x))
        y = torch.cat([x[:, 1:], self.mask_token.to(x.dtype).expand(b, n - visible, -1)], 1)
        y = y.gather(1, restore[:, :, None].expand(-1, -1, y.shape[2]))
        x = torch.cat([x[:, :1], y], 1) + self.decoder_pos_embed
        for block in self.decoder_blocks:
            x = block(x)
        return self.decoder_pred(self.decoder_norm(x))[:, 1:]

    def forward(self, images, noise):
        order = noise.argsort(1)
        prediction = self.predict(images, order).float()
        b, n = noise.shape
        p, h = self.patch, images.shape[2] // self.patch
        target = images.view(b, 3, h, p, h, p).permute(0, 2, 4, 3, 5, 1).reshape(b, n, -1)
        mask = torch.ones(b, n).scatter_(1, order[:, :n // 4], 0)
        return (((prediction - target) ** 2).mean(-1) * mask).sum() / mask.sum()


def optimizer(model, lr):
    learned = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": [p for p in learned if p.ndim > 1], "weight_decay": 0.05},
         {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.95))


def gate(mae, shape, folder):
    """Largest relative difference of 20 losses on the same batches and weights."""
    torch.manual_seed(1)
    model = PlainMae(*shape)
    size, patch = shape[0], shape[1]
    images, noise = torch.randn(20, 4, 3, size, size), torch.rand(20, 4, (size // patch) ** 2)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, f"{folder}/model.safetensors")
    save_file({"imgs": images, "noise": noise}, f"{folder}/in.safetensors")
    with open(f"{folder}/config.json", "w", encoding="utf-8") as file:
        json.dump({"base_lr": 1e-3, "warmup_epochs": 1, "epochs": 4, "steps_per_epoch": 5, "weight_decay": 0.05,
                   "betas": [0.9, 0.95], "mask_ratio": 0.75, "norm_pix": False}, file)
    subprocess.run([mae, "parity", "training", "--model", f"{folder}/model.safetensors", "--heads", str(shape[4]),
                    "--decoder-heads", str(shape[7]), "--target", "pixels", "--input", f"{folder}/in.safetensors",
                    "--config", f"{folder}/config.json", "--output", f"{folder}/out.safetensors"], check=True)
    ours = load_file(f"{folder}/out.safetensors")
    opt = optimizer(model, 0.0)
    worst = 0.0
    for i in range(20):
        for group in opt.param_groups:
            group["lr"] = float(ours["lr"][i])
        loss = model(images[i], noise[i])
        opt.zero_grad()
        loss.backward()
        opt.step()
        worst = max(worst, abs(loss.item() - float(ours["loss"][i])) / loss.item())
    return worst


def peer_rate(shape, bfloat16, seconds):
    torch.manual_seed(0)
    model = PlainMae(*shape)
    opt = optimizer(model, 1e-3)
    batch = shape[-1]
    images = torch.randn(batch, 3, shape[0], shape[0])
    n = (shape[0] // shape[1]) ** 2
    times, start = [], time.perf_counter()
    while len(times) < 3 or time.perf_counter() - start < seconds:
        begin = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            loss = model(images, torch.rand(batch, n))
        opt.zero_grad()
        loss.backward()
        opt.step()
        loss.item()
        times.append(time.perf_counter() - begin)
    return batch / statistics.median(times[1:])


def our_rates(mae, suite):
    """Pictures per second by (shape, precision), as `mae bench` measures them."""
    output = subprocess.run([mae, "bench", "--suite", suite, "--threads", str(torch.get_num_threads()), "--json",
                             "--force"], check=True, capture_output=True, text=True).stdout
    return {(row["name"].split()[0], row["precision"]): row["images_per_s"] for row in json.loads(output)["training"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mae", help="path of the program mae")
    parser.add_argument("--suite", choices=["quick", "full"], default="quick", help="quick: tiny; full: base as well")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement of the peer")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--force", action="store_true", help="measure even if the machine is busy")
    args = parser.parse_args()
    if os.getloadavg()[0] > 0.5 and not args.force:
        sys.exit(f"This machine is busy (load {os.getloadavg()[0]:.1f}): wait, or give --force.")
    torch.set_num_threads(args.threads)
    names = ["tiny"] if args.suite == "quick" else ["tiny", "base"]
    gates = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            gates[name] = gate(args.mae, SHAPES[name], folder)
        if gates[name] > 1e-4:
            sys.exit(f"{name}: the losses of 20 steps differ by {gates[name]:.1e}: nothing is timed.")
    rounds = []
    for number in range(args.rounds):
        ours = our_rates(args.mae, args.suite)
        rounds.append({key: (rate, peer_rate(SHAPES[key[0]], key[1] == "bfloat16", args.seconds))
                       for key, rate in ours.items()})
        print(f"round {number + 1}: " + ", ".join(f"{' '.join(key)} {ours / peer:.2f}"
                                                  for key, (ours, peer) in rounds[-1].items()), file=sys.stderr)
    results = []
    for key in rounds[0]:
        ratios = [ours / peer for ours, peer in (one[key] for one in rounds)]
        results.append({"shape": key[0], "precision": key[1], "largest_loss_difference": gates[key[0]],
                        "ours": statistics.median(one[key][0] for one in rounds),
                        "peer": statistics.median(one[key][1] for one in rounds),
                        "ratio": statistics.median(ratios), "ratio_range": [min(ratios), max(ratios)]})
    print(json.dumps({"torch": torch.__version__, "threads": args.threads, "results": results}, indent=2))


if __name__ == "__main__":
    main()
