#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares `mae` with a PyTorch forward of the same model on one picture, in alternation.

    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install torch safetensors numpy
    /tmp/peer/bin/python app/bench/compare_reconstruction.py build/release/app/cli/mae --rounds 5

First a gate: both must predict the same patches in float32. Then rounds A B A B …: the peer is the
plain model of compare_training.py in inference mode, in float32 and under autocast bfloat16, which
is what people run; ours is `mae bench --suite pictures` in both precisions. Reported are the
milliseconds and the median and range of the ratio of each round; "best" is our fastest precision
against the peer's autocast. Refuses a busy machine (--force measures anyway).
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
from compare_training import SHAPES, PlainMae
from safetensors.torch import load_file, save_file


def gate(mae, shape, folder):
    """Largest difference of the predictions from the same weights, picture and noise."""
    torch.manual_seed(1)
    model = PlainMae(*shape)
    images, noise = torch.randn(1, 3, shape[0], shape[0]), torch.rand(1, (shape[0] // shape[1]) ** 2)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, f"{folder}/model.safetensors")
    save_file({"imgs": images, "noise": noise}, f"{folder}/in.safetensors")
    subprocess.run([mae, "parity", "forward", "--model", f"{folder}/model.safetensors", "--heads", str(shape[4]),
                    "--decoder-heads", str(shape[7]), "--target", "pixels", "--input", f"{folder}/in.safetensors",
                    "--output", f"{folder}/out.safetensors"], check=True)
    with torch.inference_mode():
        return (load_file(f"{folder}/out.safetensors")["pred"] - model.predict(images, noise.argsort(1))).abs().max().item()


def peer_ms(shape, bfloat16, seconds):
    torch.manual_seed(0)
    model = PlainMae(*shape).eval()
    images, n = torch.randn(1, 3, shape[0], shape[0]), (shape[0] // shape[1]) ** 2
    times, start = [], time.perf_counter()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        while len(times) < 6 or time.perf_counter() - start < seconds:
            begin = time.perf_counter()
            model.predict(images, torch.rand(1, n).argsort(1))
            times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times[1:])


def our_ms(mae):
    """Milliseconds by (shape, precision), as `mae bench` measures them."""
    output = subprocess.run([mae, "bench", "--suite", "pictures", "--threads", str(torch.get_num_threads()),
                             "--json", "--force"], check=True, capture_output=True, text=True).stdout
    rows = json.loads(output)["reconstruction"]
    return {(row["name"].split()[0], row["precision"]): row["ms"] for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mae", help="path of the program mae")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement of the peer")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--force", action="store_true", help="measure even if the machine is busy")
    args = parser.parse_args()
    if os.getloadavg()[0] > 0.5 and not args.force:
        sys.exit(f"This machine is busy (load {os.getloadavg()[0]:.1f}): wait, or give --force.")
    torch.set_num_threads(args.threads)
    gates = {}
    for name, shape in SHAPES.items():
        with tempfile.TemporaryDirectory() as folder:
            gates[name] = gate(args.mae, shape, folder)
        if gates[name] > 1e-3:
            sys.exit(f"{name}: the predictions differ by {gates[name]:.1e}: nothing is timed.")
    rounds = []
    for _ in range(args.rounds):
        ours = our_ms(args.mae)
        peers = {(name, kind): peer_ms(SHAPES[name], kind == "bfloat16", args.seconds)
                 for name in SHAPES for kind in ("float32", "bfloat16")}
        rounds.append((ours, peers))
    results = []
    for name in SHAPES:
        compared = {kind: [(ours[name, kind], peers[name, kind]) for ours, peers in rounds]
                    for kind in ("float32", "bfloat16")}
        compared["best"] = [(min(ours[name, "float32"], ours[name, "bfloat16"]), peers[name, "bfloat16"])
                            for ours, peers in rounds]
        for kind, pairs in compared.items():
            ratios = [peer / own for own, peer in pairs]
            results.append({"shape": name, "precision": kind, "largest_difference": gates[name],
                            "ours_ms": statistics.median(own for own, _ in pairs),
                            "peer_ms": statistics.median(peer for _, peer in pairs),
                            "ratio": statistics.median(ratios), "ratio_range": [min(ratios), max(ratios)]})
    print(json.dumps({"torch": torch.__version__, "threads": args.threads, "results": results}, indent=2))


if __name__ == "__main__":
    main()
