#!/usr/bin/env python3
"""Measures the pipe on 7.2 M readings beside psql's \\copy and one hourly GROUP BY, in one run, and prints the ratios.

5,000 meters x 1 day x 1 minute, in time order unless --order says otherwise, on a private cluster below Benchmarks/work.
CPU seconds are those of the client and of all processes of the server. Figures are medians of three; nothing here fails
a build. --curve measures the same steps for 5,000 to 50,000 meters of quarter hours instead.

    Benchmarks/run.py [--meters 5000] [--rounds 3] [--order time|meter]
    Benchmarks/run.py --curve [--rounds 3]
"""

import argparse
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "Benchmarks" / "work"
GRIDCTL = ROOT / ".build" / "release" / "gridctl"
TICKS = os.sysconf("SC_CLK_TCK")
NEXT_DAY = "2026-06-02T00:00:00+02:00"
DAY = ("aggregate", "autarky", "balance", "peaks", "allocate")

REGISTRY = """
INSERT INTO grid.community (community, name, zone)
SELECT 'C' || g, 'Community ' || g, 'Europe/Paris' FROM generate_series(1, {communities}) AS g;
INSERT INTO grid.meter (meter, interval_s, kind)
SELECT 'B' || to_char(m, 'FM000000'), {interval_s}, 'household' FROM generate_series(1, {meters}) AS m ORDER BY m;
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, '[2026-01-01,)'
FROM grid.meter AS m JOIN grid.community AS c ON c.community = 'C' || ((substr(m.meter, 2)::int - 1) / 50 + 1);
INSERT INTO grid.plant (plant, supplier, community_id, max_w, during)
SELECT 'P' || community, 'S', community_id, 40000, '[2026-01-01,)' FROM grid.community;
"""

# Noisy consumption every minute, sun on every third roof, a battery in every ninth house.
DUMP = r"""\copy (SELECT 'B' || to_char(m, 'FM000000') || ',' || stamp || ',' || (hashint4(m * 1440 + n) & 63) || ',' || CASE WHEN m % 3 = 0 AND n BETWEEN 400 AND 1200 THEN hashint4(n * 5000 + m) & 31 ELSE 0 END || ',' || CASE WHEN m % 9 = 0 THEN (hashint4(n + m) & 15) - 8 ELSE 0 END FROM (SELECT n, to_char(timestamp '2026-06-01' + n * interval '1 min', 'YYYY-MM-DD"T"HH24:MI:SS+02:00') AS stamp FROM generate_series(0, 1439, {step}) AS n) AS minute CROSS JOIN generate_series(1, {meters}) AS m ORDER BY {order}) TO '{path}'"""

KEYED = """DROP TABLE IF EXISTS keyed; CREATE TABLE keyed (meter_id text, "timestamp" timestamptz, consumed_wh int,
produced_wh int, battery_wh int, PRIMARY KEY (meter_id, "timestamp"))"""
TEXTS = """DROP TABLE IF EXISTS texts; CREATE UNLOGGED TABLE texts (meter_id text, "timestamp" text, consumed_wh text,
produced_wh text, battery_wh text)"""
COPY = "\\copy {table} FROM '{path}' (FORMAT csv, HEADER)"
HOURLY = """CREATE TEMP TABLE hourly AS SELECT meter_id, date_trunc('hour', "timestamp", 'Europe/Paris') AS hour,
sum(consumed_wh) AS used, sum(produced_wh) AS made, sum(battery_wh) AS stored FROM keyed GROUP BY 1, 2"""


class Bench:
    def __init__(self, meters, order, interval_s=60):
        self.meters = meters
        self.interval_s = interval_s
        self.order = {"time": "n, m", "meter": "m, n"}[order]
        self.home = WORK / "home"
        self.dump = WORK / f"day-{meters}-{order}-{interval_s}.csv"

    def gridctl(self, *words):
        return subprocess.run([GRIDCTL, *words, "--home", self.home], capture_output=True, text=True, check=True)

    def psql(self, *commands, database="gridctl"):
        conninfo = f"host={self.home}/socket user=gridctl dbname={database}"
        words = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", conninfo]
        for command in commands:
            words += ["-c", command]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

    def server_cpu(self):
        """CPU seconds of the postmaster, of its living children and of those it has buried."""
        postmaster = int((self.home / "data" / "postmaster.pid").read_text().split()[0])
        total = 0
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except (FileNotFoundError, ProcessLookupError):
                    continue
                if int(entry.name) == postmaster:
                    total += sum(map(int, fields[11:15]))
                elif int(fields[1]) == postmaster:
                    total += sum(map(int, fields[11:13]))
        return total / TICKS

    def measure(self, action):
        """Wall seconds, CPU seconds of client and server, and the client's greatest RSS in MB."""
        server, before, start = self.server_cpu(), os.times(), time.monotonic()
        rss = action()
        wall, after = time.monotonic() - start, os.times()
        client = after.children_user + after.children_system - before.children_user - before.children_system
        time.sleep(0.3)  # the backend is buried a moment after its client
        return wall, client + self.server_cpu() - server, rss

    def prepare(self):
        WORK.mkdir(parents=True, exist_ok=True)
        if (self.home / "data").exists():
            self.gridctl("db", "stop")
            shutil.rmtree(self.home)
        self.gridctl("db", "init")
        self.psql(REGISTRY.format(
            meters=self.meters, communities=(self.meters + 49) // 50, interval_s=self.interval_s))
        if not self.dump.exists():
            part = self.dump.with_suffix(".part")
            print(f"writing {self.dump.name} ...", file=sys.stderr)
            self.psql(DUMP.format(meters=self.meters, order=self.order, path=part, step=self.interval_s // 60))
            with open(self.dump, "w") as whole:
                whole.write("meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n")
            with open(self.dump, "ab") as whole, open(part, "rb") as body:
                shutil.copyfileobj(body, whole, 1 << 20)
            part.unlink()

    def ingest(self):
        words = [GRIDCTL, "ingest", "--quiet", "--home", self.home, "--as-of", "2026-06-03T00:00:00Z", self.dump]
        child = subprocess.Popen(words)
        _, status, usage = os.wait4(child.pid, 0)
        assert status == 0, "ingest failed"
        return usage.ru_maxrss / 1024

    def forget(self):
        self.psql(
            "TRUNCATE grid.interval_block, grid.block_part, ingest.batch, ingest.reject, ops.stale, ops.stale_allocation, "
            "ops.outbox, ingest.unvalidated, aggregate.meter_day, aggregate.community_day, aggregate.allocation CASCADE")

    def day(self):
        """Each step of the operator's day, measured."""
        steps = {
            "aggregate": ["aggregate"],
            "autarky": ["autarky", "changes", "--as-of", NEXT_DAY],
            "balance": ["balance", "--period", "2026-06-01", "--as-of", NEXT_DAY, "--output", "-"],
            "peaks": ["peaks", "--period", "2026-06-01", "--as-of", NEXT_DAY],
            "allocate": ["allocate"],
        }
        return {name: self.measure(lambda: self.gridctl(*words, "--quiet") and None) for name, words in steps.items()}

    def correct(self):
        """Milliseconds that one corrected reading costs: its ingest, and making its community's day again."""
        line = WORK / "correction.csv"
        line.write_text("meter_id,timestamp,consumed_wh\nB000001,2026-06-01T12:00:00+02:00,%d\n" % (time.time() % 99))
        took = []
        for words in (["ingest", line, "--as-of", "2026-06-03T00:00:00Z"], ["aggregate"]):
            start = time.monotonic()
            self.gridctl(*words, "--quiet")
            took.append(1000 * (time.monotonic() - start))
        return took


def medians(runs):
    return [statistics.median(run[i] for run in runs) for i in (0, 1)]


def table(median):
    print(f"{'':18}{'wall s':>9}{'CPU s':>9}")
    for name, (wall, cpu) in median.items():
        print(f"{name:18}{wall:9.2f}{cpu:9.2f}")


def peers(options):
    """The whole pipe on one day of minutes, beside psql."""
    bench = Bench(options.meters, options.order)
    bench.prepare()
    steps, corrections = {}, []
    note = lambda name, figures: steps.setdefault(name, []).append(figures)
    copy = lambda table: bench.measure(lambda: bench.psql(COPY.format(table=table, path=bench.dump)))
    for _ in range(options.rounds):
        bench.forget()
        bench.psql(KEYED, TEXTS)
        note("copy keyed", copy("keyed"))
        note("copy text", copy("texts"))
        note("ingest", bench.measure(bench.ingest))
        for name, figures in bench.day().items():
            note(name, figures)
        note("hourly GROUP BY", bench.measure(lambda: bench.psql(HOURLY) and None))
        corrections.append(bench.correct())
    sizes = [int(x) for x in bench.psql(
        "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'grid.interval_block'::regclass",
        "SELECT pg_total_relation_size('keyed')").split()]
    bench.gridctl("db", "stop")

    lines = options.meters * 1440
    median = {name: medians(runs) for name, runs in steps.items()}
    whole = [sum(median[name][i] for name in DAY) for i in (0, 1)]
    print(f"{lines:,} lines of three values in {options.order} order, medians of {options.rounds}")
    table(median | {"operator's day": whole})
    for peer in ("copy keyed", "copy text"):
        wall, cpu = (median[peer][i] / median["ingest"][i] for i in (0, 1))
        print(f"ingest beside {peer}: {wall:.1f} x less wall, {cpu:.1f} x less CPU")
    for name, (wall, cpu) in {"aggregate": median["aggregate"], " + ".join(DAY): whole}.items():
        wall, cpu = wall / median["hourly GROUP BY"][0], cpu / median["hourly GROUP BY"][1]
        print(f"{name} beside one hourly GROUP BY of the keyed rows: {wall:.1f} x its wall, {cpu:.1f} x its CPU")
    ingest, again = (statistics.median(run[i] for run in corrections) for i in (0, 1))
    print(f"one corrected reading: {ingest:.0f} ms to load, {again:.0f} ms to make its community's day again")
    print(f"bytes a line: {sizes[0] / lines:.1f} in interval blocks, {sizes[1] / lines:.1f} keyed: 1/{sizes[1] / sizes[0]:.0f}")
    print(f"ingest peak RSS: {max(run[2] for run in steps['ingest']):.0f} MB")


def curve(options):
    """The operator's day of quarter hours, for more and more meters."""
    seconds = {}
    for meters in (5000, 12500, 25000, 50000):
        bench = Bench(meters, "time", 900)
        bench.prepare()
        runs = {name: [] for name in DAY}
        for _ in range(options.rounds):
            bench.forget()
            bench.ingest()
            for name, figures in bench.day().items():
                runs[name].append(figures)
        bench.gridctl("db", "stop")
        median = {name: medians(figures) for name, figures in runs.items()}
        wall, seconds[meters] = (sum(median[name][i] for name in DAY) for i in (0, 1))
        steps = ", ".join(f"{name} {figures[1]:.1f}" for name, figures in median.items())
        print(f"{meters:7,} meters x 96: {wall:6.2f} s wall, {seconds[meters]:6.2f} s CPU ({steps})", flush=True)
    exponent = math.log(seconds[50000] / seconds[5000]) / math.log(10)
    print(f"CPU grows with the meters to the power of {exponent:.2f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--meters", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--order", choices=("time", "meter"), default="time")
    arguments.add_argument("--curve", action="store_true")
    options = arguments.parse_args()
    curve(options) if options.curve else peers(options)


if __name__ == "__main__":
    main()
