#!/usr/bin/env python3
"""Measures ingest and aggregate of 7.2 M readings beside psql's \\copy, in one run, and prints the ratios.

5,000 meters x 1 day x 1 minute, in time order unless --order says otherwise, on a private cluster below Benchmarks/work. CPU seconds are those of
the client and of all processes of the server. Figures are medians of three; nothing here fails a build.

    Benchmarks/run.py [--meters 5000] [--rounds 3] [--order time|meter]
"""

import argparse
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

REGISTRY = """
INSERT INTO grid.community (community, name, zone)
SELECT 'C' || g, 'Community ' || g, 'Europe/Paris' FROM generate_series(1, {communities}) AS g;
INSERT INTO grid.meter (meter, interval_s, kind)
SELECT 'B' || to_char(m, 'FM000000'), 60, 'household' FROM generate_series(1, {meters}) AS m ORDER BY m;
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, '[2026-01-01,)'
FROM grid.meter AS m JOIN grid.community AS c ON c.community = 'C' || ((substr(m.meter, 2)::int - 1) / 50 + 1);
"""

# Noisy consumption every minute, sun on every third roof, a battery in every ninth house.
DUMP = r"""\copy (SELECT 'B' || to_char(m, 'FM000000') || ',' || stamp || ',' || (hashint4(m * 1440 + n) & 63) || ',' || CASE WHEN m % 3 = 0 AND n BETWEEN 400 AND 1200 THEN hashint4(n * 5000 + m) & 31 ELSE 0 END || ',' || CASE WHEN m % 9 = 0 THEN (hashint4(n + m) & 15) - 8 ELSE 0 END FROM (SELECT n, to_char(timestamp '2026-06-01' + n * interval '1 min', 'YYYY-MM-DD"T"HH24:MI:SS+02:00') AS stamp FROM generate_series(0, 1439) AS n) AS minute CROSS JOIN generate_series(1, {meters}) AS m ORDER BY {order}) TO '{path}'"""

KEYED = """DROP TABLE IF EXISTS keyed; CREATE TABLE keyed (meter_id text, "timestamp" timestamptz, consumed_wh int,
produced_wh int, battery_wh int, PRIMARY KEY (meter_id, "timestamp"))"""
TEXTS = """DROP TABLE IF EXISTS texts; CREATE UNLOGGED TABLE texts (meter_id text, "timestamp" text, consumed_wh text,
produced_wh text, battery_wh text)"""
COPY = "\\copy {table} FROM '{path}' (FORMAT csv, HEADER)"
HOURLY = """CREATE TEMP TABLE hourly AS SELECT meter_id, date_trunc('hour', "timestamp", 'Europe/Paris') AS hour,
sum(consumed_wh) AS used, sum(produced_wh) AS made, sum(battery_wh) AS stored FROM keyed GROUP BY 1, 2"""


class Bench:
    def __init__(self, meters, order):
        self.meters = meters
        self.order = {"time": "n, m", "meter": "m, n"}[order]
        self.home = WORK / "home"
        self.dump = WORK / f"day-{meters}-{order}.csv"

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
        self.psql(REGISTRY.format(meters=self.meters, communities=(self.meters + 49) // 50))
        if not self.dump.exists():
            part = self.dump.with_suffix(".part")
            print(f"writing {self.dump.name} ...", file=sys.stderr)
            self.psql(DUMP.format(meters=self.meters, order=self.order, path=part))
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
            "TRUNCATE grid.interval_block, grid.block_part, ingest.batch, ingest.reject, ops.stale, "
            "aggregate.meter_day, aggregate.community_slot, aggregate.community_day")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--meters", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--order", choices=("time", "meter"), default="time")
    options = arguments.parse_args()
    bench = Bench(options.meters, options.order)
    bench.prepare()
    lines = options.meters * 1440
    steps = {name: [] for name in ("copy keyed", "copy text", "ingest", "aggregate", "hourly GROUP BY")}
    for _ in range(options.rounds):
        bench.forget()
        bench.psql(KEYED, TEXTS)
        copy = lambda table: bench.measure(lambda: bench.psql(COPY.format(table=table, path=bench.dump)))
        steps["copy keyed"].append(copy("keyed"))
        steps["copy text"].append(copy("texts"))
        steps["ingest"].append(bench.measure(bench.ingest))
        steps["aggregate"].append(bench.measure(lambda: bench.gridctl("aggregate", "--quiet") and None))
        steps["hourly GROUP BY"].append(bench.measure(lambda: bench.psql(HOURLY) and None))
    sizes = [int(x) for x in bench.psql(
        "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'grid.interval_block'::regclass",
        "SELECT pg_total_relation_size('keyed')").split()]
    bench.gridctl("db", "stop")

    median = {name: [statistics.median(run[i] for run in runs) for i in (0, 1)] for name, runs in steps.items()}
    rss = max(run[2] for run in steps["ingest"])
    print(f"{lines:,} lines of three values in {options.order} order, medians of {options.rounds}")
    print(f"{'':18}{'wall s':>9}{'CPU s':>9}")
    for name, (wall, cpu) in median.items():
        print(f"{name:18}{wall:9.2f}{cpu:9.2f}")
    for peer in ("copy keyed", "copy text"):
        wall, cpu = (median[peer][i] / median["ingest"][i] for i in (0, 1))
        print(f"ingest beside {peer}: {wall:.1f} x less wall, {cpu:.1f} x less CPU")
    wall, cpu = (median["aggregate"][i] / median["hourly GROUP BY"][i] for i in (0, 1))
    print(f"aggregate beside one hourly GROUP BY of the keyed rows: {wall:.1f} x its wall, {cpu:.1f} x its CPU")
    print(f"bytes a line: {sizes[0] / lines:.1f} in interval blocks, {sizes[1] / lines:.1f} keyed: 1/{sizes[1] / sizes[0]:.0f}")
    print(f"ingest peak RSS: {rss:.0f} MB")


if __name__ == "__main__":
    main()
