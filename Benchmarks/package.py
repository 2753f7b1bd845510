#!/usr/bin/env python3
"""Measures packages of partners: 10 million values of single meters by the hour, and sums of communities by the hour.

The peer gets the very rows of the first package, ready as tuples of text, and writes them with Python's csv, hashlib and zipfile,
which are C inside: it reads no database and makes no pseudonyms. Sums have no peer; they are decided on among all
households at once. CPU seconds and memory are those of gridctl, the server's are told apart. Figures are medians; nothing
here fails a build.

    Benchmarks/package.py [--meters 7000] [--rounds 3]
"""

import argparse
import os
import shutil
import subprocess
import sys
import time

from run import GRIDCTL, WORK, Bench

REGISTRY = """
INSERT INTO grid.community (community, name, zone)
SELECT 'C' || to_char(g, 'FM0000'), 'x', 'Europe/Paris' FROM generate_series(1, ({meters} + 49) / 50) AS g;
INSERT INTO grid.meter (meter, interval_s, kind) SELECT 'B' || to_char(m, 'FM000000'), 900, 'household' FROM generate_series(1, {meters}) AS m;
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, '[2026-01-01,)'
FROM grid.meter AS m JOIN grid.community AS c ON c.community = 'C' || to_char((substr(m.meter, 2)::int - 1) / 50 + 1, 'FM0000');
INSERT INTO grid.tariff (tariff) VALUES ('T');
INSERT INTO grid.customer (customer, name) SELECT 'K' || meter, 'x' FROM grid.meter;
INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
SELECT 'A' || meter, customer_id, meter_id, 'consumption', tariff_id, '[2026-01-01,)'
FROM grid.meter JOIN grid.customer ON customer = 'K' || meter CROSS JOIN grid.tariff;
INSERT INTO grid.consent (customer_id, purpose, granularity, partner_class, during, text_version, proof)
SELECT customer_id, p, 'hour', c, '[2026-01-01,)', '1', 'P' FROM grid.customer
CROSS JOIN (VALUES ('production', 'commercial'), ('aggregated', 'research')) AS v (p, c);
INSERT INTO partner.partner (partner, name, trust, class, plan, eur_per_1000, vat_rate)
VALUES ('LAB', 'x', 9, 'research', 'request', 1, 20);
INSERT INTO partner.partner (partner, name, trust, class, plan, eur_per_1000, vat_rate)
SELECT 'P' || g, 'x', 9, 'commercial', 'request', 1, 20 FROM generate_series(0, 9) AS g;
INSERT INTO partner.ledger (partner_id, kind, product, datapoints, entered_at, reference)
SELECT partner_id, 'topup', 'production', 1000000, '2026-01-01', 'x' FROM partner.partner;
SELECT ops.add_partitions('aggregate.meter_day', ARRAY['2026-07-01'::date]);
INSERT INTO aggregate.meter_day
SELECT s.community_id, s.meter_id, d::date, 900, 96, 96, v.used, v.made, 0, 0, 0, 0, NULL, 0, 0, 0, 900, v.u, v.p, v.i, v.e, NULL, B'', 900
FROM grid.membership AS s
CROSS JOIN generate_series('2026-07-01'::timestamp, '2026-07-31', interval '1 day') AS d
JOIN (SELECT k, sum(u) AS used, sum(p) AS made, array_agg(u ORDER BY i) AS u, array_agg(p ORDER BY i) AS p,
             array_agg(greatest(0, u - p) ORDER BY i) AS i, array_agg(greatest(0, p - u) ORDER BY i) AS e
      FROM (SELECT k, i, 20 + abs(hashint4(i * 977 + k)) % 400 AS u, CASE WHEN i BETWEEN 30 AND 70 THEN abs(hashint4(i * 53 + k)) % 700 ELSE 0 END AS p
            FROM generate_series(1, 96) AS i, generate_series(0, 499) AS k) AS x GROUP BY k) AS v
  ON v.k = (s.meter_id * 31 + extract(day FROM d)::int) % 500
ORDER BY s.community_id, s.meter_id, d;
ANALYZE;
"""

PEER = r"""
import csv, hashlib, io, sys, time, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive, archive.open("data.csv") as data:
    rows = list(csv.reader(io.TextIOWrapper(data, "utf-8")))
begun = time.process_time()
class Hashed:
    def __init__(self, target): self.target, self.digest = target, hashlib.sha256()
    def write(self, text):
        block = text.encode()
        self.digest.update(block)
        return self.target.write(block)
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
    with archive.open("data.csv", "w", force_zip64=True) as data:
        csv.writer(Hashed(io.BufferedWriter(data, 1 << 18)), lineterminator="\n").writerows(rows)
hashlib.sha256(open(sys.argv[2], "rb").read()).hexdigest()
print(time.process_time() - begun)
"""


def measure(words):
    """Wall and CPU seconds and greatest RSS in MB of a program; its output."""
    begun = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, output
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def median(rows):
    return [sorted(column)[len(rows) // 2] for column in zip(*rows)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--meters", type=int, default=7000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    bench = Bench(arguments.meters, "meter")
    WORK.mkdir(parents=True, exist_ok=True)
    if (bench.home / "data").exists():
        bench.gridctl("db", "stop")
        shutil.rmtree(bench.home)
    bench.gridctl("db", "init")
    try:
        bench.psql(REGISTRY.format(meters=arguments.meters))
        for product, partners in [("production", [f"P{n}" for n in range(arguments.rounds)]), ("consumption_aggregated", ["LAB"])]:
            ours, theirs = [], []
            for partner in partners:
                packages = WORK / "packages"
                shutil.rmtree(packages, ignore_errors=True)
                *figures, _ = measure(
                    [str(GRIDCTL), "partner", "request", "--home", str(bench.home), "--partner", partner, "--product", product,
                     "--grain", "hour", "--period", "2026-07", "--as-of", "2026-08-02T00:00:00Z", "--output", str(packages)])  # fmt: skip
                ours.append(figures)
                package = next(packages.glob("*.zip"))
                if product == "production":
                    peer = subprocess.run(
                        [sys.executable, "-c", PEER, str(package), str(WORK / "peer.zip")], capture_output=True, text=True, check=True)
                    theirs.append([float(peer.stdout)])
            wall, cpu, rss = median(ours)
            print(f"{product}: {package.stat().st_size / 1e6:.0f} MB, {wall:.1f} s, {cpu:.1f} CPU s, {rss:.0f} MB RSS")
            if theirs:
                print(f"  peer, writing alone: {median(theirs)[0]:.1f} CPU s, ratio {median(theirs)[0] / cpu:.1f}")
        shutil.rmtree(WORK / "packages")
    finally:
        bench.gridctl("db", "stop")


main()
