#!/usr/bin/env python3
"""Measures dumps of other forms: NEM12 and Green Button, inspected and loaded, beside programs that only parse.

NEM12: 1,000 meters and 100 solar channels x 365 days x 48 values. Peers: aemo-mdff-reader in both of its modes, nemreader
(on a tenth of the meters: it keeps all in memory) and Python's csv with float(). Green Button: a feed of 100 MB by the hour whose
types come last; peer: ElementTree's iterparse. gridctl's CPU seconds are those of the client and of the server, memory is the
client's. Figures are medians; nothing here fails a build.

    Benchmarks/formats.py [--meters 1000] [--rounds 3]
"""

import argparse
import datetime
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from run import GRIDCTL, ROOT, WORK, Bench

NEXT_YEAR = "2024-08-01T00:00:00Z"

# The meters are known to the registry by the names that the dumps have for them.
REGISTRY = """
INSERT INTO grid.community (community, name, zone)
SELECT 'C' || g, 'Community ' || g, '{zone}' FROM generate_series(1, ({meters} + 49) / 50) AS g;
INSERT INTO grid.meter (meter, interval_s, kind)
SELECT '{prefix}' || to_char(m, 'FM0000000'), {interval_s}, 'household' FROM generate_series(1, {meters}) AS m ORDER BY m;
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, '[2023-01-01,)'
FROM grid.meter AS m JOIN grid.community AS c ON c.community = 'C' || ((substr(m.meter, 4)::int - 1) / 50 + 1);
"""

# nemreader imports both, for its other outputs; reading a file needs neither.
PEER = r"""
import sys, types
sys.path.insert(0, sys.argv[1])
mode, path = sys.argv[2:]
if mode == "stream":
    from aemo_mdff_reader import parse
    count = sum(1 for _ in parse(path))
elif mode == "columns":
    from aemo_mdff_reader import parse_to_columns
    count = len(next(iter(parse_to_columns(path).values())))
elif mode == "nemreader":
    sys.modules["pandas"] = types.SimpleNamespace(DataFrame=object)
    sys.modules["sqlite_utils"] = types.SimpleNamespace(Database=object)
    from nemreader import NEMFile
    count = sum(len(rows) for registers in NEMFile(path).nem_data().readings.values() for rows in registers.values())
elif mode == "csv":
    import csv
    with open(path, newline="") as file:
        count = sum(len([float(value) for value in row[2:50]]) for row in csv.reader(file) if row[0] == "300")
else:
    from xml.etree.ElementTree import iterparse
    count = 0
    for _, element in iterparse(path):
        if element.tag.endswith("}IntervalReading"):
            count += 1
        if element.tag.endswith("}entry"):
            element.clear()
print(count)
"""


def write_nem12(path, meters):
    """All days of a year of each meter; every tenth feeds in too. Returns the number of values."""
    source = random.Random(7)
    first = datetime.date(2023, 7, 1)
    days = [f"{first + datetime.timedelta(day):%Y%m%d}" for day in range(365)]
    pool = [f"{source.random() * 2.5:.3f}" for _ in range(32_000)]
    channels = 0
    with open(path, "w") as file:
        file.write("100,NEM12,202407020900,MDP1,RET1\n")
        for meter in range(1, meters + 1):
            for suffix in ("E1", "B1") if meter % 10 == 0 else ("E1",):
                channels += 1
                file.write(f"200,NMI{meter:07},E1B1,1,{suffix},N1,METER{meter},kWh,30,\n")
                for day in days:
                    start = source.randrange(len(pool) - 48)
                    file.write(f"300,{day},{','.join(pool[start:start + 48])},A,,,{day}235959,{day}235959\n")
        file.write("900\n")
    return channels * 365 * 48


def write_green_button(path, meters):
    """All hours of a year of each meter, a day a block; what they are comes last. Returns the number of values."""
    source = random.Random(11)
    first = 1_688_133_600  # midnight of 2023-07-01 at UTC+10
    base = "https://utility.example/espi/1_1/resource"
    entry = '<entry><id>{id}</id><link rel="self" href="{base}/{self}"/>{links}<content>\n{content}\n</content></entry>\n'
    espi = 'xmlns="http://naesb.org/espi"'
    objects = []

    def link(relation, target):
        return f'<link rel="{relation}" href="{base}/{target}"/>'

    with open(path, "w") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:1</id>\n')
        for meter in range(1, meters + 1):
            point = f"UsagePoint/NMI{meter:07}"
            reading = f"{point}/MeterReading/1"
            objects.append(entry.format(
                id=point, base=base, self=point, links=link("related", f"{point}/MeterReading"),
                content=f"<UsagePoint {espi}><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>"))
            objects.append(entry.format(
                id=reading, base=base, self=reading, links=link("related", "ReadingType/1"),
                content=f"<MeterReading {espi}/>"))
            for day in range(365):
                start = first + 86_400 * day
                readings = "".join(
                    f"  <IntervalReading>\n    <timePeriod>\n      <duration>3600</duration>\n      <start>{start + 3600 * hour}</start>\n"
                    f"    </timePeriod>\n    <value>{source.randrange(2500)}</value>\n  </IntervalReading>\n"
                    for hour in range(24))
                file.write(entry.format(
                    id=f"{reading}/{day}", base=base, self=f"{reading}/IntervalBlock/{day}",
                    links=link("up", f"{reading}/IntervalBlock"),
                    content=f"<IntervalBlock {espi}>\n  <interval><duration>86400</duration><start>{start}</start></interval>\n"
                    f"{readings}</IntervalBlock>"))
        file.writelines(objects)
        file.write(entry.format(
            id="type", base=base, self="ReadingType/1", links="",
            content=f"<ReadingType {espi}><accumulationBehaviour>4</accumulationBehaviour><flowDirection>1</flowDirection>"
            "<powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom></ReadingType>"))
        file.write("</feed>\n")
    return meters * 365 * 24


def measure(words):
    """Wall and CPU seconds and greatest RSS in MB of a program; its output."""
    begun = time.monotonic()
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, text=True) as child:
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, output
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def median(rows):
    return [sorted(column)[len(rows) // 2] for column in zip(*rows)]


def peer(mode, path, rounds):
    runs = [measure([sys.executable, "-c", PEER, ROOT / ".vendor" / "python", mode, path]) for _ in range(rounds)]
    return median([run[:3] for run in runs]), int(runs[0][3])


def line(name, wall, cpu, rss, note=""):
    print(f"  {name:32}{wall:8.2f} s{cpu:8.2f} CPU s{rss:7.0f} MB  {note}", flush=True)


def gridctl(path, values, rounds, registry):
    """Inspects a dump, and loads it into a fresh database. Returns the CPU seconds of loading it."""
    runs = [measure([GRIDCTL, "ingest", "--inspect", path, "--json"])[:3] for _ in range(rounds)]
    line("gridctl ingest --inspect", *median(runs))
    bench = Bench(1, "meter")
    runs = []
    for _ in range(rounds):
        WORK.mkdir(parents=True, exist_ok=True)
        if (bench.home / "data").exists():
            bench.gridctl("db", "stop")
            shutil.rmtree(bench.home)
        bench.gridctl("db", "init")
        try:
            bench.psql(registry)
            words = [GRIDCTL, "ingest", "--quiet", "--home", bench.home, "--as-of", NEXT_YEAR, path]
            runs.append(bench.measure(lambda: measure(words)[2]))
            loaded = int(bench.psql("SELECT sum(cardinality(wh) - coalesce(cardinality(array_positions(wh, NULL)), 0)) FROM grid.interval_block"))
            assert loaded == values, f"{loaded:,} of {values:,} values are in the database"
        finally:
            bench.gridctl("db", "stop")
    line("gridctl ingest, with the server", *median(runs))
    return median(runs)[1]


def nem12(folder, options):
    path, tenth = folder / "year.csv", folder / "tenth.csv"
    values, part = write_nem12(path, options.meters), write_nem12(tenth, max(1, options.meters // 10))
    print(f"NEM12: {values:,} values, {path.stat().st_size / 1e6:.1f} MB; medians of {options.rounds}")
    ours = gridctl(path, values, options.rounds, REGISTRY.format(
        meters=options.meters, zone="Australia/Brisbane", prefix="NMI", interval_s=1800))
    for name, mode in (
        ("aemo-mdff-reader, streaming", "stream"), ("aemo-mdff-reader, columns", "columns"), ("csv and float()", "csv"),
    ):  # fmt: skip
        figures, count = peer(mode, path, 1 if mode == "columns" else options.rounds)
        assert count == values, f"{name} read {count:,}"
        line(name, *figures, f"{figures[1] / ours:.1f} x the CPU of loading it")
    (wall, cpu, rss), count = peer("nemreader", tenth, 1)
    assert count == part
    scale = values / part
    line(f"nemreader, {scale:.0f} x of {part:,}", wall * scale, cpu * scale, rss * scale, f"{cpu * scale / ours:.1f} x")


def green_button(folder, options):
    meters = max(1, options.meters * 52 // 1000)
    path = folder / "feed.xml"
    values = write_green_button(path, meters)
    size = path.stat().st_size / 1e6
    print(f"Green Button: {values:,} values, {size:.1f} MB; medians of {options.rounds}")
    ours = gridctl(path, values, options.rounds, REGISTRY.format(
        meters=meters, zone="Australia/Brisbane", prefix="NMI", interval_s=3600))
    print(f"  {size / ours:.0f} MB a CPU second")
    figures, count = peer("iterparse", path, options.rounds)
    assert count == values
    line("ElementTree's iterparse", *figures, f"{figures[1] / ours:.1f} x the CPU of loading it")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--meters", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        nem12(pathlib.Path(folder), options)
        green_button(pathlib.Path(folder), options)


if __name__ == "__main__":
    main()
