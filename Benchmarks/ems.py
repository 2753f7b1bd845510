#!/usr/bin/env python3
"""Measures `gridctl ems solve` on instances of 5 to 10,000 devices, beside the original's model in scipy.optimize.milp.

The instances are those of the samples where GRIDCTL_SAMPLES names them, else like ones that instances.py makes. Every plan
is read and judged by a program of its own, and by the samples' scorer where it is there. Figures are medians; CPU seconds
and memory are those of the whole process, scipy's with Python and the model's building. Nothing here fails a build.

    Benchmarks/ems.py [--rounds 3] [--time-limit 60] [--peer-limit 60] [--peer-most 1000] [--only n300]
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from instances import Generator
from run import GRIDCTL, ROOT, WORK

sys.path.insert(0, str(ROOT / "Tests" / "OptimizeTests"))
PEER = ROOT / "Tests" / "OptimizeTests" / "peer.py"
MADE = [(5, "solar"), (5, "wind"), (20, "solar"), (20, "wind"), (50, "solar"), (100, "solar"), (100, "mixed"), (300, "wind"),
        (1000, "mixed"), (5000, "deficit"), (10000, "mixed")]  # fmt: skip


def run(*words):
    """Wall seconds, CPU seconds and greatest RSS in MB of a program; its stdout; whether it ended well."""
    begun = time.monotonic()
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begun
    return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), output, status == 0


def instances(only):
    """Paths of the instances, the small ones first, and the best import that is known of each."""
    samples = os.environ.get("GRIDCTL_SAMPLES")
    folder = pathlib.Path(samples or "") / "ems"
    if samples and (folder / "instances").is_dir():
        best = json.loads((folder / "best_known.json").read_text())
        paths = list((folder / "instances").iterdir())
        known = {name: value["best_import_Wh"] for name, value in best.items()}
    else:
        WORK.mkdir(parents=True, exist_ok=True)
        paths, known = [], {}
        for devices, scenario in MADE:
            made = Generator(devices, scenario, 1).instance()
            paths.append(WORK / f"{made['name']}.json")
            paths[-1].write_text(json.dumps(made))
    paths = [path for path in paths if only in path.name]
    return sorted(paths, key=lambda path: (int(path.name[1:].split("_")[0]), path.name)), known, folder / "score.py"


def judge(case, path, plan, scorer):
    """The import of a plan in Wh, read by peer.py and by the scorer; None: it is not allowed."""
    import peer

    faults, total = peer.examine(case, json.loads(plan.read_text()))
    if scorer.is_file() and path.suffix != ".gz":
        _, output, accepted = run(sys.executable, scorer, path, plan, "--json")
        if not accepted or abs(json.loads(output)["import_Wh"] - total / 4000) > 0.01:
            return None
    return None if faults else total / 4000


def compare(path, known, scorer, options):
    import peer

    case, plan = peer.read(path), WORK / "plan.json"
    runs = []
    for _ in range(options.rounds):
        figures, _, ended = run(
            GRIDCTL, "ems", "solve", path, "--output", plan, "--time-limit", options.time_limit, "--quiet"
        )
        if not ended:
            return print(f"{case['name']:26} gridctl failed")
        runs.append(figures)
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
    bound, found = json.loads(plan.read_text()).get("bound_Wh"), judge(case, path, plan, scorer)
    if found is None:
        return print(f"{case['name']:26} the plan is not allowed")
    share = lambda value, of: "-" if value is None else f"{100 * (value / of - 1 if of else 0):.4f}"  # noqa: E731
    line = f"{case['name']:26} {found / 1000:12.3f} {share(found, bound or found):>8} {share(known and found, known):>8}"
    line += f" {wall:7.2f} {cpu:7.2f} {memory:6.0f}"
    if len(case["consumers"]) <= options.peer_most:
        figures, output, ended = run(sys.executable, PEER, "milp", path, WORK / "peer.json", options.peer_limit)
        answer = json.loads(output) if ended else {}
        imported = answer.get("importWh")
        line += f" | {imported / 1000 if imported else float('nan'):12.3f} {share(imported, found):>8}"
        line += f" {figures[1]:7.2f} {figures[2]:6.0f} {figures[1] / cpu:7.1f}"
    print(line, flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--time-limit", type=float, default=60)
    arguments.add_argument("--peer-limit", type=float, default=60, help="seconds that scipy has")
    arguments.add_argument("--peer-most", type=int, default=1000, help="scipy is not asked of more devices")
    arguments.add_argument("--only", default="", help="a part of the instances' names")
    options = arguments.parse_args()
    paths, known, scorer = instances(options.only)
    WORK.mkdir(parents=True, exist_ok=True)
    print("gap: above the proven bound, %; best: above the best that is known, %; scipy: import above gridctl's, %; x: its CPU")
    print(f"{'':26} {'import kWh':>12} {'gap':>8} {'best':>8} {'wall s':>7} {'CPU s':>7} {'MB':>6} | {'scipy kWh':>12}", end="")
    print(f" {'above':>8} {'CPU s':>7} {'MB':>6} {'x':>7}")
    for path in paths:
        compare(path, known.get(path.name.split(".")[0]), scorer, options)


if __name__ == "__main__":
    main()
