#!/usr/bin/env python3
"""Measures a workbook of 1,000,000 formatted cells beside XlsxWriter (constant_memory) and openpyxl (write_only).

The table is that of `report usage --scope client --grain 5min`: 111,168 cells of 386 meters in one day, nine columns of
texts, local times with the distance to UTC, decimals and percentages, on a private cluster below Benchmarks/work. gridctl
reads it from the database; what that costs is measured too, as the same report in CSV, and taken off. The peers get the
rows of that CSV as Python objects, made before their clock starts; they write title, heading, widths, number formats and
the frozen filter, as gridctl does. Seconds are CPU seconds of the writing process, so that other work on the machine does
not count; wall seconds stand beside them. Rounds are paired, figures are medians; nothing here fails a build.

    Benchmarks/sheet.py [--meters 386] [--rounds 5]
"""

import argparse
import csv
import os
import pathlib
import statistics
import subprocess
import sys
import time

from run import GRIDCTL, NEXT_DAY, ROOT, WORK, Bench

sys.path.insert(0, str(ROOT / ".vendor" / "python"))
HEADINGS = ["Community", "Meter", "From", "Used kWh", "Produced kWh", "Import kWh", "Export kWh", "Known", "State"]
TITLE = "Usage of meters by 5 minutes, 2026-06-01"
FORMATS = [None, None, 'yyyy-mm-dd hh:mm "+02:00"'] + ["#,##0.000"] * 4 + ["0.00 %", None]


def rows(path):
    """The typed rows of the report."""
    from datetime import datetime

    number = lambda text: float(text) if text else None
    with open(path, newline="") as file:
        for row in list(csv.reader(file))[1:]:
            yield (row[0], row[1], datetime.fromisoformat(row[2]).replace(tzinfo=None), *map(number, row[3:8]), row[8])


def xlsxwriter_peer(table, path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Usage")
    formats = [book.add_format({"num_format": form, "bottom": 1} if form else {"bottom": 1}) for form in FORMATS]
    sheet.set_column(0, 8, 14)
    sheet.freeze_panes(3, 3)
    sheet.autofilter(2, 0, 2 + len(table), 8)
    sheet.write_string(0, 0, TITLE, book.add_format({"bold": True}))
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(2, column, heading, book.add_format({"bold": True}))
    for number, row in enumerate(table, 3):
        sheet.write_string(number, 0, row[0], formats[0])
        sheet.write_string(number, 1, row[1], formats[1])
        sheet.write_datetime(number, 2, row[2], formats[2])
        for column in range(3, 8):
            if row[column] is None:
                sheet.write_blank(number, column, None, formats[column])
            else:
                sheet.write_number(number, column, row[column], formats[column])
        sheet.write_string(number, 8, row[8], formats[8])
    book.close()


def openpyxl_peer(table, path):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import NamedStyle, Border, Font, Side
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Usage")
    names = {}
    for form in set(FORMATS):
        style = NamedStyle(name=f"s{len(names)}", border=Border(bottom=Side("thin")))
        if form:
            style.number_format = form
        book.add_named_style(style)
        names[form] = style.name
    styles = []
    for form in FORMATS:  # a style set once and shared: setting it cell by cell takes three times as long
        cell = WriteOnlyCell(sheet)
        cell.style = names[form]
        styles.append(cell._style)
    for column in range(1, 10):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.freeze_panes = "D4"
    sheet.auto_filter.ref = f"A3:I{3 + len(table)}"

    def bold(text):
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = Font(bold=True)
        return cell

    sheet.append([bold(TITLE)])
    sheet.append([])
    sheet.append([bold(heading) for heading in HEADINGS])
    for row in table:
        cells = []
        for value, style in zip(row, styles):
            cell = WriteOnlyCell(sheet, value=value)
            cell._style = style
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


PEERS = {"XlsxWriter": xlsxwriter_peer, "openpyxl": openpyxl_peer}


def peer(name, source, path):
    """Runs in a process of its own: makes the rows, then writes them and says what that took."""
    table = list(rows(source))
    wall, cpu = time.monotonic(), time.process_time()
    PEERS[name](table, path)
    print(time.monotonic() - wall, time.process_time() - cpu)


def measure(words):
    """Wall and CPU seconds of a program, and its greatest RSS in MB."""
    start = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.PIPE)
    out = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, f"{words[0]} failed"
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--meters", type=int, default=386)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        return peer(*options.peer)
    bench = Bench(options.meters, "time", interval_s=300)
    bench.prepare()
    bench.ingest()
    bench.gridctl("aggregate", "--quiet")
    report = [GRIDCTL, "report", "usage", "--scope", "client", "--grain", "5min", "--period", "2026-06-01", "--as-of", NEXT_DAY,
              "--quiet", "--home", bench.home, "--output"]
    table, runs = WORK / "sheet.csv", {}
    for _ in range(options.rounds):
        csv_wall, csv_cpu, _, _ = measure(report + [table])
        wall, cpu, rss, _ = measure(report + [WORK / "sheet.xlsx"])
        runs.setdefault("report as CSV", []).append((csv_wall, csv_cpu, 0))
        runs.setdefault("report as XLSX", []).append((wall, cpu, rss))
        runs.setdefault("gridctl: XLSX alone", []).append((wall - csv_wall, cpu - csv_cpu, rss))
        for name in PEERS:
            *_, rss, out = measure([sys.executable, __file__, "--peer", name, table, WORK / f"{name}.xlsx"])
            runs.setdefault(name, []).append((*map(float, out.split()), rss))
    bench.gridctl("db", "stop")
    check(table)
    median = {name: [statistics.median(run[i] for run in figures) for i in range(3)] for name, figures in runs.items()}
    lines = sum(1 for _ in open(table)) - 1
    print(f"{lines * len(HEADINGS):,} cells in {lines:,} rows, medians of {options.rounds} paired rounds")
    print(f"{'':24}{'wall s':>9}{'CPU s':>9}{'RSS MB':>9}")
    for name, (wall, cpu, rss) in median.items():
        print(f"{name:24}{wall:9.2f}{cpu:9.2f}" + (f"{rss:9.0f}" if rss else ""))
    for name in PEERS:
        for base in ("gridctl: XLSX alone", "report as XLSX"):
            ratios = sorted(other[1] / own[1] for other, own in zip(runs[name], runs[base]))
            print(f"{name} beside {base}: {statistics.median(ratios):.1f} x its CPU ({ratios[0]:.1f} to {ratios[-1]:.1f})")
    sizes = {path.stem: path.stat().st_size / 1e6 for path in (WORK / f"{name}.xlsx" for name in ("sheet", *PEERS))}
    print("MB: " + ", ".join(f"{name} {size:.1f}" for name, size in sizes.items()))


def check(table):
    """Every cell of gridctl's workbook is what the CSV says."""
    import openpyxl

    sheet = openpyxl.load_workbook(WORK / "sheet.xlsx", read_only=True).active
    written = sheet.iter_rows(min_row=4, values_only=True)
    for number, (found, wanted) in enumerate(zip(written, rows(table), strict=True)):
        same = all(
            a == b or (a is not None and b is not None and abs((a - b) if isinstance(a, float) else (a - b).total_seconds()) < 1e-3)
            if not isinstance(b, str) else a == b for a, b in zip(found, wanted))
        assert same, (number, found, wanted)


if __name__ == "__main__":
    main()
