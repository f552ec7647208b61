#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a run of `mae train` costs beside its steps, in alternation on the same machine.

    python3 app/bench/compare_runs.py build/release/app/cli/mae PICTURES --rounds 5

Compared are, for the tiny shape of compare_training.py:
  files    a run on the pictures of a folder, all of them decoded before (its later epochs), with the
           bare steps on one batch in memory of `mae bench`
  records  the same run with a line of metrics each step, previews every 100 steps and a checkpoint
           each minute, with one that writes next to nothing
Reported are the median and range of the ratio of each round: 1 is a run that costs nothing more.
Needs no packages. Refuses a busy machine (--force measures anyway).
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

SHAPE = ["--model.image_size", "64", "--model.patch_size", "8", "--model.width", "192", "--model.depth", "12",
         "--model.heads", "3", "--model.decoder_width", "128", "--model.decoder_depth", "4", "--model.decoder_heads",
         "4", "--train.batch_size", "128", "--train.accumulate", "1"]
QUIET = ["--log.every_steps", "10", "--preview.every_steps", "1000000000", "--checkpoint.every_minutes", "0"]
RECORDS = ["--log.every_steps", "1", "--preview.every_steps", "100", "--checkpoint.every_minutes", "1"]


def run_rate(mae, pictures, precision, steps, options):
    """Pictures per second of a run, from the first step of its second epoch to its last."""
    with tempfile.TemporaryDirectory() as folder:
        run = os.path.join(folder, "run")
        subprocess.run([mae, "train", "--data", pictures, "--output", run, "--train.precision", precision,
                        "--train.steps", str(steps), *SHAPE, *options], check=True, capture_output=True)
        with open(os.path.join(run, "metrics.jsonl"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
    warm = [line for line in lines if line["epoch"] > 1]
    if len(warm) < 2:
        sys.exit("The run is shorter than two epochs: give more --steps or fewer pictures.")
    return 128 * (warm[-1]["step"] - warm[0]["step"]) / (warm[-1]["time"] - warm[0]["time"])


def bare_rate(mae, precision):
    output = subprocess.run([mae, "bench", "--suite", "quick", "--json", "--force"], check=True, capture_output=True,
                            text=True).stdout
    return next(row["images_per_s"] for row in json.loads(output)["training"] if row["precision"] == precision)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mae", help="path of the program mae")
    parser.add_argument("pictures", help="a folder of some hundred pictures")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=200, help="of each run; a minute or more shows checkpoints")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--force", action="store_true", help="measure even if the machine is busy")
    args = parser.parse_args()
    if os.getloadavg()[0] > 0.5 and not args.force:
        sys.exit(f"This machine is busy (load {os.getloadavg()[0]:.1f}): wait, or give --force.")
    rounds = []
    for number in range(args.rounds):
        bare = bare_rate(args.mae, args.precision)
        quiet = run_rate(args.mae, args.pictures, args.precision, args.steps, QUIET)
        records = run_rate(args.mae, args.pictures, args.precision, args.steps, RECORDS)
        rounds.append({"bare": bare, "quiet": quiet, "records": records})
        print(f"round {number + 1}: {json.dumps(rounds[-1])}", file=sys.stderr)

    def ratio(of, against):
        ratios = [one[of] / one[against] for one in rounds]
        return {"median": statistics.median(ratios), "range": [min(ratios), max(ratios)]}

    print(json.dumps({"precision": args.precision, "steps": args.steps, "rounds": rounds,
                      "files": ratio("quiet", "bare"), "records": ratio("records", "quiet")}, indent=2))


if __name__ == "__main__":
    main()
