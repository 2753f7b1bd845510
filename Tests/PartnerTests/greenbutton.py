"""Reads a Green Button feed as somebody else would: by its links, with the standard library only.

usage: greenbutton.py FEED.xml [espi.xsd]

Prints one line a meter reading: title, flow, interval length, count, sum in Wh, first start, end of the last, whether there is no
gap and no overlap, count of estimates. With a schema, every object of the feed is checked against it by xmllint first.
"""
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
from fractions import Fraction

ATOM, ESPI = "{http://www.w3.org/2005/Atom}", "{http://naesb.org/espi}"
feed = tree.parse(sys.argv[1]).getroot()
assert feed.tag == ATOM + "feed", feed.tag
entries = feed.findall(ATOM + "entry")
ids = [entry.find(ATOM + "id").text for entry in entries]
assert len(set(ids)) == len(ids), "an id is there twice"

if len(sys.argv) > 2:
    files = []
    folder = tempfile.TemporaryDirectory()
    tree.register_namespace("", "http://naesb.org/espi")
    for number, entry in enumerate(entries):
        [content] = entry.find(ATOM + "content")
        files.append(f"{folder.name}/{number}.xml")
        tree.ElementTree(content).write(files[-1])
    subprocess.run(["xmllint", "--noout", "--nonet", "--schema", sys.argv[2], *files], check=True, stderr=subprocess.PIPE)


def links(entry, relation):
    return [link.get("href") for link in entry.findall(ATOM + "link") if link.get("rel") == relation]


def content(entry):
    [element] = entry.find(ATOM + "content")
    return element


def number(element, name):
    found = element.find(ESPI + name)
    return None if found is None else int(found.text)


by_path = {}
for entry in entries:
    [path] = links(entry, "self")
    assert path not in by_path, path
    by_path[path] = entry

for entry in entries:
    element = content(entry)
    if element.tag == ESPI + "LocalTimeParameters":
        print("clock", *(element.find(ESPI + name).text for name in ("tzOffset", "dstOffset", "dstStartRule", "dstEndRule")))
    if element.tag != ESPI + "MeterReading":
        continue
    related = links(entry, "related")
    [point] = [by_path[link.rsplit("/", 1)[0]] for link in links(entry, "up")]
    assert content(point).tag == ESPI + "UsagePoint"
    [kind] = [content(by_path[link]) for link in related if link in by_path]
    [blocks] = [link for link in related if link.endswith("/IntervalBlock")]
    readings = []
    for other in entries:
        if links(other, "up") == [blocks]:
            block = content(other)
            inside = []
            for reading in block.findall(ESPI + "IntervalReading"):
                period = reading.find(ESPI + "timePeriod")
                quality = reading.find(f"{ESPI}ReadingQuality/{ESPI}quality")
                inside.append((number(period, "start"), number(period, "duration"), number(reading, "value"), quality))
            interval = block.find(ESPI + "interval")
            assert number(interval, "start") == inside[0][0]
            assert number(interval, "start") + number(interval, "duration") == sum(inside[-1][:2])
            readings += inside
    assert readings == sorted(readings, key=lambda reading: reading[0])
    unbroken = all(a[0] + a[1] == b[0] for a, b in zip(readings, readings[1:]))
    assert all(a[0] + a[1] <= b[0] for a, b in zip(readings, readings[1:]))
    unit = Fraction(10) ** number(kind, "powerOfTenMultiplier")
    assert number(kind, "uom") == 72
    total = sum(reading[2] for reading in readings) * unit
    print(
        entry.find(ATOM + "title").text.split(" ")[0], number(kind, "flowDirection"), number(kind, "intervalLength"),
        len(readings), float(total), readings[0][0], sum(readings[-1][:2]), "unbroken" if unbroken else "gaps",
        sum(1 for reading in readings if reading[3] is not None),
    )
