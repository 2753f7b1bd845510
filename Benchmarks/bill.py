#!/usr/bin/env python3
"""Measures a month's bills of 100,000 contracts, from daily quarter-hour blocks, beside one GROUP BY of the same readings.

Three tariffs: flat, night and day, week and weekend. CPU seconds are those of the client and of all processes of the
server. Figures are medians; nothing here fails a build.

    Benchmarks/bill.py [--contracts 100000] [--rounds 3]
"""

import argparse
import os
import subprocess

from run import GRIDCTL, WORK, Bench, medians, shutil, table

MONTH = ["--period", "2026-06", "--as-of", "2026-07-05T04:00:00Z"]

REGISTRY = """
INSERT INTO grid.community (community, name, zone)
SELECT 'C' || to_char(g, 'FM0000'), 'x', 'Europe/Paris' FROM generate_series(1, ({contracts} + 499) / 500) AS g;
INSERT INTO grid.meter (meter, interval_s, kind)
SELECT 'B' || to_char(m, 'FM000000'), 900, 'household' FROM generate_series(1, {contracts}) AS m;
INSERT INTO grid.customer (customer, name)
SELECT 'K' || to_char(m, 'FM000000'), 'Customer ' || m FROM generate_series(1, {contracts}) AS m;
INSERT INTO grid.membership (meter_id, community_id, during)
SELECT m.meter_id, c.community_id, '[2026-01-01,)'
FROM grid.meter AS m
JOIN grid.community AS c ON c.community = 'C' || to_char((substr(m.meter, 2)::int - 1) / 500 + 1, 'FM0000');
INSERT INTO grid.tariff (tariff) VALUES ('FLAT'), ('NIGHT'), ('WEEK');
INSERT INTO grid.tariff_version (tariff_id, valid_from) SELECT tariff_id, '2026-01-01' FROM grid.tariff;
INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, price, vat_rate, windows)
SELECT tariff_id, '2026-01-01', component, period, price, 20, windows
FROM grid.tariff
JOIN (VALUES ('FLAT', 'standing_charge', '', 11.73, '{{}}'::text[]), ('FLAT', 'energy', 'all', 0.1952, '{{}}'),
             ('NIGHT', 'standing_charge', '', 15.96, '{{}}'), ('NIGHT', 'energy', 'day', 0.27, '{{}}'),
             ('NIGHT', 'energy', 'night', 0.2068, '{{22:00-06:00}}'), ('WEEK', 'standing_charge', '', 12.5, '{{}}'),
             ('WEEK', 'energy', 'week', 0.25, '{{}}'), ('WEEK', 'energy', 'weekend', 0.18, '{{weekend}}'))
  AS p (tariff, component, period, price, windows) USING (tariff);
INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
SELECT 'A' || substr(m.meter, 2), u.customer_id, m.meter_id, 'consumption', t.tariff_id, '[2026-01-01,)'
FROM grid.meter AS m
JOIN grid.customer AS u ON u.customer = 'K' || substr(m.meter, 2)
JOIN grid.tariff AS t ON t.tariff = (ARRAY['FLAT', 'NIGHT', 'WEEK'])[1 + m.meter_id % 3];
SELECT ops.add_partitions('grid.interval_block', ARRAY['2026-06-01'::date]);
INSERT INTO grid.interval_block
SELECT s.community_id, s.meter_id, 1, d::date, 900, 0, 1, NULL, v.wh, NULL
FROM grid.membership AS s
CROSS JOIN generate_series('2026-06-01'::timestamp, '2026-06-30', interval '1 day') AS d
JOIN (SELECT k, array_agg(abs(hashint4(i * 977 + k)) % 400 ORDER BY i) AS wh
      FROM generate_series(1, 96) AS i, generate_series(0, 199) AS k GROUP BY k) AS v
  ON v.k = (s.meter_id * 31 + extract(day FROM d)::int) % 200
ORDER BY s.community_id, s.meter_id, d;
"""

# A night and day tariff and nothing else, in the statement a user would write: no price, no line, no invoice. The blocks of the
# benchmark repeat, which a server that remembers results would make use of.
GROUP_BY = """CREATE TEMP TABLE energy AS SELECT b.meter_id, e.i NOT BETWEEN 25 AND 88 AS night, sum(e.wh) AS wh
FROM grid.interval_block AS b CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY AS e (wh, i) GROUP BY 1, 2"""


class Bills(Bench):
    def __init__(self, contracts):
        self.contracts = contracts
        self.home = WORK / "bills"

    def prepare(self):
        WORK.mkdir(parents=True, exist_ok=True)
        if (self.home / "data").exists():
            self.gridctl("db", "stop")
            shutil.rmtree(self.home)
        self.gridctl("db", "init")
        self.psql(REGISTRY.format(contracts=self.contracts), "VACUUM ANALYZE grid.interval_block", "ANALYZE")

    def bill(self, *words):
        child = subprocess.Popen([GRIDCTL, "bill", *words, *MONTH, "--quiet", "--home", self.home])
        _, status, usage = os.wait4(child.pid, 0)
        assert status == 0, f"bill {words[0]} failed"
        return usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--contracts", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    steps = {}
    for _ in range(options.rounds):
        # Issued invoices are never deleted: each round has its own database.
        bills = Bills(options.contracts)
        bills.prepare()
        steps.setdefault("bill run", []).append(bills.measure(lambda: bills.bill("run")))
        steps.setdefault("bill issue", []).append(bills.measure(lambda: bills.bill("issue")))
        steps.setdefault("GROUP BY", []).append(bills.measure(lambda: bills.psql("SET enable_memoize = off", GROUP_BY) and None))
        bills.gridctl("db", "stop")
    median = {name: medians(runs) for name, runs in steps.items()}
    whole = [median["bill run"][i] + median["bill issue"][i] for i in (0, 1)]
    print(f"{options.contracts:,} contracts x 30 days x 96 quarter hours, medians of {options.rounds}")
    table(median | {"run + issue": whole})
    wall, cpu = (whole[i] / median["GROUP BY"][i] for i in (0, 1))
    print(f"run + issue beside one GROUP BY of the readings by meter and night: {wall:.1f} x its wall, {cpu:.1f} x its CPU")
    print(f"peak RSS: {max(run[2] for name in ('bill run', 'bill issue') for run in steps[name]):.0f} MB")


if __name__ == "__main__":
    main()
