"""Reads the workbook for the management as others do, and compares its formulas with what LibreOffice calculates."""
import datetime
import sys

import openpyxl

path, again = sys.argv[1:]
book = openpyxl.load_workbook(path)
stored = openpyxl.load_workbook(path, data_only=True)
recalculated = openpyxl.load_workbook(again, data_only=True)
problems = []


def expect(fact, text):
    if not fact:
        problems.append(text)


formulas = dates = times = 0
kinds = set()
for sheet in book:
    values, other = stored[sheet.title], recalculated[sheet.title]
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, str) and value.startswith("="):
                formulas += 1
                expect(cell.data_type == "f", f"{sheet.title}!{cell.coordinate}: a text that looks like a formula")
                kept, now = values[cell.coordinate].value, other[cell.coordinate].value
                if isinstance(kept, datetime.timedelta) or isinstance(now, (datetime.timedelta, datetime.time)):
                    continue
                if kept in (None, "") and now in (None, ""):
                    continue
                expect(abs(kept - now) < 1e-9 * max(1, abs(kept)), f"{sheet.title}!{cell.coordinate}: {kept}, {now}")
            elif isinstance(value, datetime.datetime):
                dates += value.time() == datetime.time()
                times += value.time() != datetime.time()
            elif isinstance(value, str):
                text = value.replace(",", ".").replace(" ", "")
                if sheet.max_column > 1 and cell.row > 8:
                    number = text.replace(".", "", 1).lstrip("-")
                    expect(not number.isdigit(), f"{sheet.title}!{cell.coordinate}: a number as text: {value}")
    for ranges in sheet.conditional_formatting:
        kinds |= {rule.type for rule in ranges.rules}
    if sheet.max_row > 5 and sheet.auto_filter.ref:
        expect(sheet.freeze_panes, f"{sheet.title}: nothing is frozen")
        expect(sheet.print_title_rows, f"{sheet.title}: no heading on every page")
        expect(sheet.page_setup.paperSize == 9, f"{sheet.title}: not A4")
    expect(sheet.sheet_properties.pageSetUpPr.fitToPage, f"{sheet.title}: not fitted to the page")

first = book.worksheets[0]
# A side of one page is what a sheet has that says nothing.
expect(first.page_setup.fitToHeight in (None, 1), "the summary may be higher than a page")
expect(first.page_setup.orientation == "portrait", "the summary lies on its side")
expect({"dataBar", "colorScale", "cellIs", "expression"} <= kinds, f"conditional formats: {kinds}")
expect(formulas > 50 and dates > 10, f"{formulas} formulas, {dates} days, {times} times")
print("\n".join(problems) or "fine")
