#!/usr/bin/env python3
"""Measures how many household pages of a month a minute `report household --all` writes, beside jinja2.

5,000 households in communities of 50 with quarter hours of April, every third with panels, and the April before. The peer
reads the same quarter hours from CSV, without a database, sums them up in plain Python as far as the page needs, and
renders a page with the same figures, table and two bar charts from one compiled template; its CSV is cut into a file a
household before the clock starts. Both write a file each. Figures are medians; nothing here fails a build.

    Benchmarks/household.py [--meters 5000] [--rounds 3] [--peer-meters 500]
"""

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import time

from run import GRIDCTL, REGISTRY, ROOT, WORK, Bench

PEER = ROOT / ".vendor" / "python"

# Quarter hours as `aggregate` would leave them: a use of its own for each slot, sun on every third roof.
DAYS = """
SELECT ops.add_partitions('aggregate.meter_day', array_agg(d::date))
FROM generate_series('2025-04-01'::timestamp, '2026-04-30', '1 month') AS d;
INSERT INTO aggregate.meter_day
SELECT s.community_id, s.meter_id, d.day, 900, 96, 96, sum(v.used), sum(v.made), sum(greatest(v.used - v.made, 0)),
       sum(greatest(v.made - v.used, 0)), 0, 0, max(4 * greatest(v.used - v.made, 0)),
       15 * count(*) FILTER (WHERE v.made >= v.used), 15 * count(*) FILTER (WHERE v.made >= v.used), 0, 900,
       array_agg(v.used ORDER BY v.slot), array_agg(v.made ORDER BY v.slot),
       array_agg(greatest(v.used - v.made, 0) ORDER BY v.slot), array_agg(greatest(v.made - v.used, 0) ORDER BY v.slot), NULL,
       string_agg((v.made >= v.used)::integer::text, '' ORDER BY v.slot)::bit varying, 900
FROM grid.membership AS s
CROSS JOIN (SELECT generate_series('2025-04-01'::timestamp, '2025-04-30', '1 day')::date AS day
            UNION ALL SELECT generate_series('2026-04-01'::timestamp, '2026-04-30', '1 day')::date) AS d
CROSS JOIN LATERAL (
  SELECT slot, 20 + (hashint4((s.meter_id * 100000 + (d.day - '2025-01-01') * 96 + slot)::integer) & 255) AS used,
         CASE WHEN s.meter_id % 3 = 0 AND slot BETWEEN 28 AND 72
              THEN hashint4((slot * 5000 + s.meter_id)::integer) & 511 ELSE 0 END AS made
  FROM generate_series(1, 96) AS slot) AS v
GROUP BY s.community_id, s.meter_id, d.day;
"""
DUMP = r"""\copy (SELECT m.meter, d.day, q.slot, q.used, q.made FROM aggregate.meter_day AS d JOIN grid.meter AS m USING (meter_id) CROSS JOIN LATERAL unnest(d.consumption, d.production) WITH ORDINALITY AS q (used, made, slot) WHERE d.meter_id IN (SELECT meter_id FROM grid.meter ORDER BY meter LIMIT {meters}) ORDER BY m.meter, d.day, q.slot) TO '{path}' CSV"""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title><style>body{font:16px sans-serif}td{text-align:right}</style></head><body><main><h1>{{ title }}</h1>
<dl>{% for name, value, remark in figures %}<div><dt>{{ name }}</dt><dd>{{ value }}</dd><dd>{{ remark }}</dd></div>
{% endfor %}</dl>
{% for width in (900, 360) %}<svg viewBox="0 0 {{ width }} 340" role="img"><title>Used and produced by day</title>
{% for day in days %}{% set at = loop.index0 %}{% for key, colour in (("used", "#24527a"), ("made", "#e3a43b")) %}
<rect x="{{ "%.1f" | format(40 + loop.index0 * 10 + at * (width - 60) / days | length) }}"
 y="{{ "%.1f" | format(300 - 250 * day[key] / most) }}" width="8" height="{{ "%.1f" | format(250 * day[key] / most) }}"
 fill="{{ colour }}"><title>{{ day.day }}: {{ "%.3f" | format(day[key] / 1000) }}</title></rect>{% endfor %}{% endfor %}</svg>
<svg viewBox="0 0 {{ width }} 340" role="img"><title>Mean use by hour of the day</title>
{% for hour in hours %}<rect x="{{ "%.1f" | format(40 + loop.index0 * (width - 60) / 24) }}"
 y="{{ "%.1f" | format(300 - 250 * hour.mean / busiest) }}" width="12" height="{{ "%.1f" | format(250 * hour.mean / busiest) }}"
 fill="#3e9c8f"><title>{{ hour.clock }}: {{ "%.3f" | format(hour.mean / 1000) }}</title></rect>{% endfor %}</svg>{% endfor %}
<table><thead><tr><th>Day</th><th>Used kWh</th><th>Produced kWh</th><th>Self-consumed kWh</th><th>Drawn kWh</th>
<th>Fed in kWh</th><th>Autarky</th><th>Share of use</th><th>State</th></tr></thead><tbody>
{% for day in days %}<tr><th>{{ day.day }}</th>{% for key in ("used", "made", "own", "drawn", "fed") %}<td>{{
 "%.3f" | format(day[key] / 1000) }}</td>{% endfor %}<td>{{ day.minutes // 60 }}:{{ "%02d" | format(day.minutes % 60) }}</td>
<td>{{ "%.1f" | format(100 * day.used / used) }} %</td><td>{{ day.state }}</td></tr>
{% endfor %}</tbody></table>
<table><thead><tr><th>Hour</th><th>Mean kWh</th><th>Share</th></tr></thead><tbody>
{% for hour in hours %}<tr><th>{{ hour.clock }}</th><td>{{ "%.3f" | format(hour.mean / 1000) }}</td><td>{{
 "%.1f" | format(100 * hour.sum / used) }} %</td></tr>
{% endfor %}</tbody></table></main></body></html>
"""


def peer(source, target):
    """Python and jinja2: a page for each file of quarter hours."""
    sys.path.insert(0, str(PEER))
    import jinja2
    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    for name in sorted(os.listdir(source)):
        days, hours, before, peak = {}, [[0, 0] for _ in range(24)], 0, 0
        with open(f"{source}/{name}", newline="") as rows:
            for meter, date, slot, used, made in csv.reader(rows):
                used, made = int(used), int(made)
                if date < "2026":
                    before += used
                    continue
                day = days.get(date)
                if day is None:
                    day = days[date] = {"day": date, "used": 0, "made": 0, "drawn": 0, "fed": 0, "minutes": 0, "count": 0}
                drawn = max(used - made, 0)
                day["used"] += used
                day["made"] += made
                day["drawn"] += drawn
                day["fed"] += max(made - used, 0)
                day["minutes"] += 0 if drawn else 15
                day["count"] += 1
                peak = max(peak, 4 * drawn)
                hour = hours[(int(slot) - 1) // 4]
                hour[0] += used
                hour[1] += 1
        days = list(days.values())
        for day in days:
            day["own"] = day["made"] - day["fed"]
            day["state"] = "measured" if day["count"] == 96 else "partial"
        total = {key: sum(day[key] for day in days) for key in ("used", "made", "own", "drawn", "fed", "minutes")}
        means = [{"clock": f"{h:02}:00", "sum": s, "mean": 4 * s / n} for h, (s, n) in enumerate(hours)]
        most = max(days, key=lambda day: day["used"])
        figures = [("Used kWh", f"{total['used'] / 1000:.1f}", f"last year {before / 1000:.1f} kWh")]
        figures += [(key, f"{total[key] / 1000:.1f}", f"{100 * total[key] / total['used']:.1f} % of use")
                    for key in ("made", "own", "drawn", "fed")]  # fmt: skip
        figures += [("Autarky", f"{total['minutes'] // 60}:{total['minutes'] % 60:02}", ""),
                    ("Peak day", f"{most['used'] / 1000:.1f}", most["day"]), ("Greatest draw W", str(peak), "")]  # fmt: skip
        text = template.render(
            title=f"Household {meter}, April 2026", figures=figures, days=days, hours=means, used=total["used"],
            most=max(max(day["used"], day["made"]) for day in days), busiest=max(hour["mean"] for hour in means))
        with open(f"{target}/{meter}.html", "w") as page:
            page.write(text)


def timed(words, environment=None):
    """Wall and CPU seconds of a program, and its greatest RSS in MB."""
    begun = time.monotonic()
    child = subprocess.Popen([str(word) for word in words], env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, f"{words[0]} failed"
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def split(dump, folder):
    """A file of quarter hours for each household."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    current, out = None, None
    with open(dump) as lines:
        for line in lines:
            meter = line[: line.index(",")]
            if meter != current:
                if out:
                    out.close()
                current, out = meter, open(folder / f"{meter}.csv", "w")
            out.write(line)
    if out:
        out.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--meters", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--peer-meters", type=int, default=500)
    arguments.add_argument("--peer", nargs=2, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.peer:
        return peer(*options.peer)

    bench = Bench(options.meters, "time", 900)
    WORK.mkdir(parents=True, exist_ok=True)
    if (bench.home / "data").exists():
        bench.gridctl("db", "stop")
        shutil.rmtree(bench.home)
    bench.gridctl("db", "init")
    registry = REGISTRY.replace("2026-01-01", "2025-01-01")
    bench.psql(registry.format(meters=options.meters, communities=(options.meters + 49) // 50, interval_s=900))
    bench.psql(DAYS, "ANALYZE")
    dump, quarters, pages = WORK / "quarters.csv", WORK / "quarters", WORK / "pages"
    bench.psql(DUMP.format(meters=options.peer_meters, path=dump))
    split(dump, quarters)
    dump.unlink()

    words = [GRIDCTL, "report", "household", "--all", "--period", "2026-04", "--as-of", "2026-05-02T00:00:00Z", "--quiet",
             "--home", bench.home, "--output", f"{pages}/"]  # fmt: skip
    runs = {"gridctl": (words, options.meters)}
    if (PEER / "jinja2").is_dir():
        runs["Python, jinja2"] = (
            [sys.executable, __file__, "--peer", quarters, pages], min(options.meters, options.peer_meters))
    else:
        print("no peer: Scripts/setup.sh test unpacks jinja2", file=sys.stderr)
    figures = {name: [] for name in runs}
    sizes = {}
    for _ in range(options.rounds):
        for name, (command, _) in runs.items():
            shutil.rmtree(pages, ignore_errors=True)
            pages.mkdir()
            server = bench.server_cpu()
            wall, cpu, rss = timed(command)
            figures[name].append((wall, cpu, rss, bench.server_cpu() - server))
            sizes[name] = statistics.mean(os.path.getsize(page) for page in pages.iterdir()) / 1024
    bench.gridctl("db", "stop")
    shutil.rmtree(quarters)
    print(f"pages of a month of {options.meters:,} households, medians of {options.rounds}")
    for name, (_, count) in runs.items():
        wall, cpu = (statistics.median(figure[i] for figure in figures[name]) for i in (0, 1))
        print(f"{name:16}{60 * count / wall:9,.0f} pages a minute, {1000 * cpu / count:6.2f} ms of CPU a page, "
              f"{max(figure[2] for figure in figures[name]):4.0f} MB, {sizes[name]:3.0f} kB a page")  # fmt: skip
    print(f"the server used {statistics.median(figure[3] for figure in figures['gridctl']):.1f} s for gridctl's")


if __name__ == "__main__":
    main()
