#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a run costs beside its steps, on a machine whose speed changes from minute to minute.

    python3 app/bench/compare_runs.py build/release/app/cli/mae records
    python3 app/bench/compare_runs.py build/release/app/cli/mae window --explorer build/release/app/explorer/mae-explorer
    python3 app/bench/compare_runs.py build/release/app/cli/mae saves --preset vit-b-16 --train.batch_size 8 --train.accumulate 1

  records  two runs of the same steps: one with a line of metrics each step and a checkpoint each minute of its
           own time, one that writes next to nothing. Both start together and take turns of some
           seconds in which the other stands still; compared is the time that each needed.
  window   the same for a run in the window of the program, which shows it, and one of `mae train`.
  saves    one run that saves every few steps: how much longer a step is during which it saves. Options that
           are none of this script are settings of the run.

`mae bench --data FOLDER` measures in the same way what reading pictures from files costs.
Needs no packages; the window needs a display (xvfb-run gives one) or the offscreen platform.
Refuses a busy machine (--force measures anyway).
"""
import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

TINY = ["--preset", "tiny", "--data", "scenes"]
QUIET = ["--log.every_steps", "100", "--preview.every_steps", "1000000000", "--checkpoint.every_minutes", "0"]
SHORT = 20  # steps
OFTEN = 0.5  # minutes of the clock between saves: about one minute of the run's own time


class Job:
    """A process that runs in turns."""

    def __init__(self, command):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=self.errors, start_new_session=True)
        self.active = 0.0
        self.signal(signal.SIGSTOP)

    def signal(self, number):
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def turn(self, seconds):
        begin = time.monotonic()
        self.signal(signal.SIGCONT)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGSTOP)
        self.active += time.monotonic() - begin

    def done(self):
        return self.process.poll() is not None

    def end(self):
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.errors.seek(0)
        return self.errors.read()


def in_turns(jobs, seconds):
    """Runs all to their ends. @return seconds that each was active"""
    turn = 0
    try:
        while not all(job.done() for job in jobs):
            for job in jobs if turn % 2 == 0 else reversed(jobs):  # A B B A: neither is always the first
                if not job.done():
                    job.turn(seconds)
            turn += 1
    finally:
        errors = [job.end() for job in jobs]
    for job, text in zip(jobs, errors):
        if job.process.returncode != 0:
            sys.exit(f"A run failed: {text}")
    return [job.active for job in jobs]


def train(mae, folder, name, steps, options):
    return [mae, "train", "--output", os.path.join(folder, name), "--train.steps", str(steps), *options]


def records(args):
    ratios = []
    for number in range(args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            written = ["--log.every_steps", "1", "--preview.every_steps", "1000000000", "--checkpoint.every_minutes",
                       str(OFTEN)]
            quiet, full = in_turns([Job(train(args.mae, folder, "quiet", args.steps, TINY + QUIET)),
                                    Job(train(args.mae, folder, "full", args.steps, TINY + written))], args.turn)
            saves = len(os.listdir(os.path.join(folder, "full", "checkpoints")))
        ratios.append(full / quiet)
        print(f"round {number + 1}: {quiet:.1f} s, with records {full:.1f} s ({saves} checkpoints kept)",
              file=sys.stderr)
    return {"steps": args.steps, "time_with_records": statistics.median(ratios), "range": [min(ratios), max(ratios)]}


def window(args):
    """Starting and ending the programs is measured with a short run, and taken off."""
    ratios = []
    for number in range(args.rounds):
        times = []
        for steps in (SHORT, SHORT + args.steps):
            with tempfile.TemporaryDirectory() as folder:
                shown = [args.explorer, "--measure-training", str(steps)]
                times.append(in_turns([Job(train(args.mae, folder, "run", steps, TINY)), Job(shown)], args.turn))
        alone, seen = (long - short for short, long in zip(*times))
        ratios.append(seen / alone)
        print(f"round {number + 1}: {alone:.1f} s, in the window {seen:.1f} s", file=sys.stderr)
    return {"steps": args.steps, "time_in_window": statistics.median(ratios), "range": [min(ratios), max(ratios)]}


def saves(args):
    with tempfile.TemporaryDirectory() as folder:
        options = ["--preset", args.preset, "--data", "scenes", "--log.every_steps", "1", "--preview.every_steps",
                   "1000000000", "--checkpoint.every_steps", "10", "--checkpoint.every_minutes", "0", *args.options]
        run = subprocess.Popen(train(args.mae, folder, "run", args.steps, [*options, "--json"]),
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        came = {}  # when the line of a step was printed: the clock of the run stands still while it saves
        for line in run.stdout:
            came.setdefault(json.loads(line).get("step"), time.monotonic())  # the summary comes last
    if run.wait() != 0:
        sys.exit("The run failed.")
    took = {step: 1000 * (came[step] - came[step - 1]) for step in came if step - 1 in came}
    saving = [ms for step, ms in took.items() if step % 10 == 1 and step > 11]
    others = [ms for step, ms in took.items() if step % 10 not in (0, 1, 2)]
    usual = statistics.median(others)
    return {"preset": args.preset, "ms_of_a_step": usual, "ms_longer_when_saving": statistics.median(saving) - usual,
            "longest": max(saving) - usual, "saves": len(saving)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mae", help="path of the program mae")
    parser.add_argument("what", choices=["records", "window", "saves"])
    parser.add_argument("--explorer", default="mae-explorer", help="path of the program mae-explorer (window)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=300, help="of each run")
    parser.add_argument("--turn", type=float, default=2, help="seconds of a turn")
    parser.add_argument("--preset", default="tiny", help="of the run that saves")
    parser.add_argument("--force", action="store_true", help="measure even if the machine is busy")
    args, args.options = parser.parse_known_args()
    if os.getloadavg()[0] > 0.5 and not args.force:
        sys.exit(f"This machine is busy (load {os.getloadavg()[0]:.1f}): wait, or give --force.")
    print(json.dumps({"records": records, "window": window, "saves": saves}[args.what](args), indent=2))


if __name__ == "__main__":
    main()
