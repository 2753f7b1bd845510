#!/usr/bin/env python3
"""Measures how many one-page invoices a second `bill print` makes on one core, beside ReportLab.

The peer gets the lines of text of a printed invoice, and makes as many pages of them in the same two fonts, with other
figures on each: on a canvas, where their places are known and nothing is left to set; and as a table and paragraphs. It
reads no database. CPU seconds are those of the program that prints; the server's are told apart. Figures are medians;
nothing here fails a build.

    Benchmarks/print.py [--bills 2000] [--rounds 3]
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys

from run import GRIDCTL, WORK, Bench

REGISTRY = """
INSERT INTO grid.seller (seller) VALUES ('S');
INSERT INTO grid.seller_version (seller_id, valid_from, name, legal_form, street, postcode, city, country, siren, vat_number, email,
                                 phone, iban, bic, complaints, mediator, late_percent)
SELECT seller_id, '2020-01-01', 'Énergies du Vallon', 'SAS', '12 rue des Moulins', '26150', 'Die', 'FR', '823456783',
       'FR45823456783', 'factures@vallon.example', '04 75 00 00 00', 'FR7630006000011234567890189', 'AGRIFRPP',
       'Service clients, 12 rue des Moulins, 26150 Die', 'Médiateur national de l’énergie, 75443 Paris Cedex 09', 12.15
FROM grid.seller;
INSERT INTO grid.community (community, name, zone) VALUES ('C', 'Communauté du Diois', 'Europe/Paris');
INSERT INTO grid.tariff (tariff) VALUES ('HPHC');
INSERT INTO grid.customer (customer, name, address, postcode, city)
SELECT 'K' || g, 'Foyer ' || md5(g::text), g || ' chemin de la Source', to_char(10000 + g, 'FM00000'), 'Commune ' || g
FROM generate_series(1, {bills}) AS g;
INSERT INTO grid.meter (meter, interval_s, kind) SELECT 'M' || g, 900, 'household' FROM generate_series(1, {bills}) AS g;
INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during, power_kva, delivery_point)
SELECT 'L' || g, customer_id, meter_id, 'consumption', tariff_id, '[2024-01-01,)', 6, '1429600' || g
FROM generate_series(1, {bills}) AS g
JOIN grid.customer ON customer = 'K' || g JOIN grid.meter ON meter = 'M' || g CROSS JOIN grid.tariff;
"""

# Thirteen months of each customer, so that every page has its chart; only the last one is printed.
BILLS = """
INSERT INTO billing.invoice (community_id, series, year, number, document, version, customer_id, meter_id, period, issued_at,
                             issued_on, due_on, seller_id, seller_from, buyer_name, buyer_address, buyer_postcode, buyer_city,
                             buyer_country, language, expected_count, present_count, net_eur, vat_eur, total_eur, credit_eur)
SELECT i.community_id, 'F', extract(year FROM m), row_number() OVER (PARTITION BY extract(year FROM m) ORDER BY m, u.customer_id),
       'invoice', 0, u.customer_id, k.meter_id, daterange((m - interval '1 month')::date, m::date), m, m::date, m::date + 14,
       s.seller_id, '2020-01-01', u.name, u.address, u.postcode, u.city, 'FR', 'fr', 2880, 2880, 79.52, 13.49, 93.01, 0
FROM generate_series('2024-05-01'::timestamp, '2025-05-01', '1 month') AS m
CROSS JOIN grid.contract AS k JOIN grid.customer AS u USING (customer_id) CROSS JOIN grid.community AS i CROSS JOIN grid.seller AS s;
INSERT INTO billing.invoice_line (community_id, invoice, line, contract_id, kind, tariff_period, above_kwh, during, estimated,
                                  quantity, unit, unit_price, net_eur, vat_rate)
SELECT i.community_id, i.invoice, l.line, k.contract_id, l.kind, l.period, 0, i.period, false, l.quantity, l.unit, l.price,
       round(l.quantity * l.price, 2), l.vat
FROM billing.invoice AS i JOIN grid.contract AS k USING (customer_id)
CROSS JOIN LATERAL (VALUES
  (1, 'standing_charge', '', 1::numeric, 'month', 15.47, 5.5),
  (2, 'energy', 'HP', 100 + round((hashtext(i.invoice) & 65535) / 113.0, 3), 'kWh', 0.18, 20),
  (3, 'energy', 'HC', 50 + round((hashtext(i.invoice) & 65535) / 217.0, 3), 'kWh', 0.1391, 20),
  (4, 'community', '', round((hashtext(i.invoice) & 65535) / 1013.0, 3), 'kWh', 0.115, 20),
  (5, 'tax', 'accise', 150 + round((hashtext(i.invoice) & 65535) / 100.0, 3), 'kWh', 0.0337, 20),
  (6, 'tax', 'CTA', 1, 'month', 1.13, 5.5)) AS l (line, kind, period, quantity, unit, price, vat);
INSERT INTO billing.invoice_vat
SELECT community_id, invoice, vat_rate, sum(net_eur), round(sum(net_eur) * vat_rate / 100, 2)
FROM billing.invoice_line GROUP BY 1, 2, 3;
"""


def cpu_of(words):
    """CPU seconds and greatest RSS in MB of a program."""
    child = subprocess.Popen(words)
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, f"{words[0]} failed"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def placed_lines(source):
    """Lines of text of a printed page: left edge, baseline from below, size, font and text."""
    layout = subprocess.run(
        ["pdftotext", "-bbox-layout", "-l", "1", source, "-"], capture_output=True, text=True, check=True).stdout
    form = r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</line>'
    for x, top, bottom, body in re.findall(form, layout, re.S):
        text = " ".join(re.findall(r">([^<\n]+)</word>", body))
        height = float(bottom) - float(top)
        yield float(x), 841.89 - float(bottom) + height * 0.2, height / 1.2, "Bold" if height > 12 else "Regular", text


def fonts():
    from reportlab.pdfbase import pdfmetrics, ttfonts
    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(ttfonts.TTFont(name, f"/usr/share/fonts/truetype/lato/Lato-{name}.ttf"))


def other_digits(numbers):
    return str.maketrans("0123456789", "".join(numbers.sample("0123456789", 10)))


def draw(bills, source, target):
    """ReportLab's canvas: the lines of a printed page where they are known to stand, again and again."""
    from reportlab.pdfgen import canvas
    fonts()
    lines, numbers = list(placed_lines(source)), random.Random(1)
    page = canvas.Canvas(target, pagesize=(595.276, 841.89), pageCompression=1)
    for _ in range(bills):
        turn = other_digits(numbers)
        page.setFillColorRGB(0.14, 0.32, 0.48)
        for month in range(12):
            page.rect(57 + 19 * month, 250, 12, 20 + month, stroke=0, fill=1)
        for x, y, size, font, text in lines:
            page.setFont(font, size)
            page.drawString(x, y, text.translate(turn))
        page.showPage()
    page.save()


def flow(bills, source, target):
    """ReportLab's Platypus: the same lines as a table of five columns and paragraphs that it breaks and places itself."""
    from reportlab.lib import colors, styles
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle
    fonts()
    lines, numbers = [line[4] for line in placed_lines(source)], random.Random(1)
    cells = [lines[at:at + 5] for at in range(len(lines) - 40, len(lines), 5)]
    style = styles.ParagraphStyle("body", fontName="Regular", fontSize=7, leading=8)
    look = TableStyle([("FONT", (0, 0), (-1, -1), "Regular", 7), ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                       ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)])
    story = []
    for _ in range(bills):
        turn = other_digits(numbers)
        story += [Paragraph(text.translate(turn), style) for text in lines[:-40]]
        story += [Table([[cell.translate(turn) for cell in row] for row in cells], style=look), PageBreak()]
    SimpleDocTemplate(target, pagesize=(595.276, 841.89), pageCompression=1).build(story)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bills", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.peer:
        name, *files = options.peer
        return {"draw": draw, "flow": flow}[name](options.bills, *files)

    bench = Bench(0, "time")
    WORK.mkdir(parents=True, exist_ok=True)
    if (bench.home / "data").exists():
        bench.gridctl("db", "stop")
        shutil.rmtree(bench.home)
    bench.gridctl("db", "init")
    bench.psql(REGISTRY.format(bills=options.bills), BILLS, "ANALYZE grid.contract, billing.invoice, billing.invoice_line")
    one, folder, drawn = WORK / "bills.pdf", f"{WORK}/bills/", WORK / "peer.pdf"
    words = [GRIDCTL, "bill", "print", "--period", "2025-04", "--quiet", "--home", bench.home, "--output"]
    peer = lambda name: ["/usr/bin/python3", __file__, "--bills", str(options.bills), "--peer", name, one, drawn]
    runs = {"one file": [*words, one], "a file each": [*words, folder]}
    if subprocess.run(["/usr/bin/python3", "-c", "import reportlab"], capture_output=True).returncode == 0:
        runs |= {"ReportLab, placed": peer("draw"), "ReportLab, flowing": peer("flow")}
    else:
        print("no peer: apt-get install python3-reportlab fonts-lato", file=sys.stderr)
    figures = {name: [cpu_of(command) for _ in range(options.rounds)] for name, command in runs.items()}
    _, both, own = bench.measure(lambda: cpu_of(runs["one file"])[0])
    bench.gridctl("db", "stop")
    print(f"{options.bills:,} invoices of one page, medians of {options.rounds}")
    for name, measured in figures.items():
        cpu = statistics.median(figure[0] for figure in measured)
        print(f"{name:22}{options.bills / cpu:7.0f} a second of one core, {max(figure[1] for figure in measured):4.0f} MB")
    print(f"the server used {both - own:.2f} s more to tell what is on them")


if __name__ == "__main__":
    main()
