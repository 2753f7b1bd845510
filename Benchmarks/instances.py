#!/usr/bin/env python3
"""Writes instances of the format ems-bench/1: a community's curve and flexible devices that have a plan each.

35 % machines, 25 % water heaters, 15 % vehicles, 15 % heaters on a pilot wire, 10 % heaters with a thermal model. The same
seed, scenario and sizes write the same instance on any machine. The hours of a day are those of 10:00 UTC, when it begins.

    Benchmarks/instances.py --devices 300 --scenario wind --seed 2 [--steps 192] [--no-thermal] > n300_wind_s2.json
"""

import argparse
import json
import math
import random
import sys

STEP = 900
BEGIN = 1700474400  # 2023-11-20 10:00 UTC
DAY = 96
SCENARIOS = ("solar", "wind", "mixed", "deficit")
MIX = {"machine": 35, "ecs": 25, "ev": 15, "heater_sum": 15, "heater_thermal": 10}

# Mean W of each quarter hour.
CYCLES = {
    "dishwasher": [120, 1850, 1100, 95, 80, 140, 1760, 620, 25],
    "dryer": [2150, 2300, 2280, 2100, 1500, 700, 180],
    "dryer_hp": [620, 760, 780, 770, 740, 700, 610, 380, 90],
    "elfe_default_shape": [1750, 516.8, 1365.2, 57, 51, 180, 1618, 4],
    "washing_40": [350, 1950, 900, 150, 180, 320, 60],
    "washing_60": [420, 2050, 1980, 420, 160, 170, 240, 380, 55],
}


def at(step):
    return BEGIN + STEP * step


class Generator:
    def __init__(self, devices, scenario, seed, steps=DAY, thermal=True):
        self.devices, self.scenario, self.seed, self.steps, self.thermal = devices, scenario, seed, steps, thermal
        self.random = random.Random(f"{devices}/{scenario}/{seed}/{steps}/{thermal}")

    # The random numbers of `random`, `randint` and `choice` are those of every version of Python; `gauss` is made of them.
    def gauss(self):
        return sum(self.random.random() for _ in range(12)) - 6

    def uniform(self, low, high):
        return low + (high - low) * self.random.random()

    # ------------------------------------------------------------------------------------------------- the curve

    def household(self, hour):
        evening = 1.9 if hour < 19.75 else 1.35
        return (
            215
            + 400 * math.exp(-((hour - 19.75) ** 2) / (2 * evening**2))
            + 170 * math.exp(-((hour - 7.25) ** 2) / (2 * 1.3**2))
            + 90 * math.exp(-((hour - 12) ** 2) / (2 * 1.5**2))
        )

    def base(self):
        """W of each step, a deficit above zero."""
        solar = {"solar": 1, "mixed": 0.5}.get(self.scenario, 0) * self.uniform(1350, 1650)
        wind = {"wind": 1, "mixed": 0.5}.get(self.scenario, 0)
        cloud, gust, mean = self.gauss(), self.gauss(), self.uniform(200, 450)
        # The more households, the smoother their sum.
        noise = 0.02 + 0.1 / math.sqrt(self.devices)
        curve = []
        for step in range(self.steps):
            hour = (10 + step / 4) % 24
            cloud = 0.9 * cloud + math.sqrt(1 - 0.81) * self.gauss()
            gust = 0.94 * gust + math.sqrt(1 - 0.8836) * self.gauss()
            sun = max(0, math.sin(math.pi * (hour - 7.1) / 9.9)) ** 1.2 if 7.1 < hour < 17 else 0
            load = self.household(hour) * (1 + noise * self.gauss())
            produced = solar * sun * min(1, max(0.25, 0.85 + 0.2 * cloud)) + wind * max(0, mean + 480 * gust)
            curve.append(round(self.devices * (load - produced)))
        return curve

    def outdoor(self):
        """K: the first twice before it, as the original wants it."""
        mean = self.uniform(279.6, 282.6)
        curve = [round(mean + 2.6 * math.cos(2 * math.pi * (step - 20) / DAY), 2) for step in range(self.steps)]
        return [curve[0], curve[0], *curve]

    # ----------------------------------------------------------------------------------------------- the devices

    def machine(self):
        label = self.random.choice(list(CYCLES))
        scale = self.uniform(0.85, 1.15)
        profile = [round(power * scale, 1) for power in CYCLES[label]]
        end = self.random.randint(len(profile) + 2, self.steps)
        slack = self.random.choice([4, 8, 12, 16, 24, 32, 48, 64])
        start = max(0, end - len(profile) - slack)
        return {"label": label, "profile_W": profile, "start_ts": at(start), "end_ts": at(end)}

    def ecs(self):
        power = self.random.choice([1200, 1500, 1800, 2000, 2000, 2200, 2400, 3000])
        volume = self.random.choice([100, 150, 200, 200, 250, 300])
        energy = self.random.randint(1500, 9500)
        length = -(-4 * energy // power) + 8
        tariff = self.random.random()
        if tariff < 0.55:
            start, hours = self.random.choice([46, 48, 50, 52]), 8
        elif tariff < 0.80:
            start, hours = self.random.choice([4, 6, 8]), 7
        else:
            start, hours = self.random.choice([12, 30, 40]), self.random.choice([9, 12])
        end = min(self.steps, start + max(4 * hours, length))
        return {
            "power_W": power, "volume_L": volume, "last_energy_Wh": energy, "profile_W": [float(power)] * length,
            "start_ts": at(start), "end_ts": at(end),
        }  # fmt: skip

    def ev(self):
        power = self.random.choice([2300, 3000, 3700, 3700, 4600, 6600, 7000, 7400])
        capacity = self.random.choice([24000, 40000, 40000, 50000, 52000, 60000, 75000])
        initial, target = self.random.randint(15, 75), self.random.choice([60, 70, 80, 80, 90, 100])
        stay = [self.random.randint(24, 60), self.random.randint(70, 90), 95]
        end = self.random.choice(stay)
        need, quarter = capacity * (target - initial), 25 * power
        # The original counts in floating point and breaks where that is a step more than it is.
        rounds_alike = math.ceil(need / 100 / (power / 4)) == -(-need // quarter)
        if target <= initial or -(-need // quarter) > end or not rounds_alike:
            return self.ev()
        return {
            "power_W": power, "capacity_Wh": capacity, "initial_pct": initial, "target_pct": target,
            "start_ts": at(0), "end_ts": at(end),
        }  # fmt: skip

    def heater_sum(self):
        eco, comfort = self.random.choice([0, 100, 150, 200, 300]), self.random.choice([1000, 1200, 1500, 1500, 2000])
        share = self.random.choice([10, 20, 25, 30, 40, 50])
        if self.random.random() < 0.22:
            periods = [(self.random.randint(2, 10), self.random.randint(40, 45))]
        else:
            periods = [(self.random.randint(24, 32), self.random.randint(48, 53))]
            periods.append((self.random.randint(78, 86), self.random.randint(90, 95)))
        rows = []
        for first, end in periods:
            # An hour has at most one quarter in eco, in the first quarter of the period as the original has it.
            for slide in range((end - first) // 4):
                rows.append((first + slide, first + slide + 4, 3, 4))
            rows.append((first, end, round((100 - share) * (end - first) / 100), end - first))
        return {
            "eco_W": eco, "comfort_W": comfort,
            "sum_periods": [{"begin_ts": at(a), "end_ts": at(b), "min": low, "max": high} for a, b, low, high in rows],
        }  # fmt: skip

    def heater_thermal(self, coldest):
        resistance = round(self.uniform(0.0095, 0.0145), 6)
        capacity = round(self.uniform(4, 8) * 3600 / resistance)
        eco = self.random.choice([288, 289, 290])
        comfort, delta = eco + self.random.choice([2, 3]), self.random.choice([0.4, 0.6, 1.0, 1.5])
        power = self.random.choice([1200, 1500, 1500, 2000])
        # It can heat the room on the coldest night, and then some.
        if power * resistance < 1.15 * (comfort + delta - coldest):
            return self.heater_thermal(coldest)
        evening = range(self.random.randint(24, 32), self.random.randint(46, 54))
        morning = range(self.random.randint(76, 84), self.random.randint(88, 96))
        wish = [comfort if step % DAY in evening or step % DAY in morning else eco for step in range(self.steps)]
        return {
            "power_W": power, "R_K_per_W": resistance, "C_J_per_K": capacity,
            "T_init_K": round(self.uniform(eco - delta, eco + delta), 2),
            "initial_state": self.random.random() < 0.42,
            "T_wish_low_K": [round(t - delta, 2) for t in wish], "T_wish_high_K": [round(t + delta, 2) for t in wish],
        }  # fmt: skip

    def counts(self):
        """Devices of each kind: shares rounded half to even, one at the least; machines are the rest."""
        mix = {kind: share for kind, share in MIX.items() if self.thermal or kind != "heater_thermal"}
        counts = {kind: max(1, round(self.devices * share / sum(mix.values()))) for kind, share in mix.items()}
        counts["machine"] += self.devices - sum(counts.values())
        return counts

    def instance(self):
        counts, outdoor = self.counts(), self.outdoor()
        consumers = []
        for kind, count in counts.items():
            for _ in range(count):
                device = self.heater_thermal(min(outdoor)) if kind == "heater_thermal" else getattr(self, kind)()
                consumers.append({"id": len(consumers) + 1, "type": kind, **device})
        name = f"n{self.devices}_{self.scenario}_s{self.seed}"
        name += "" if self.thermal else "_nothermal"
        name += "" if self.steps == DAY else f"_h{self.steps}"
        return {
            "format": "ems-bench/1", "name": name, "seed": self.seed, "scenario": self.scenario, "begin_ts": BEGIN,
            "step_s": STEP, "step_count": self.steps, "base_W": self.base(), "T_ext_K": outdoor, "counts": counts,
            "consumers": consumers,
        }  # fmt: skip


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--devices", type=int, default=300)
    arguments.add_argument("--scenario", choices=SCENARIOS, default="mixed")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--steps", type=int, default=DAY, help="of a quarter hour: 96 or more")
    arguments.add_argument("--no-thermal", action="store_true")
    options = arguments.parse_args()
    if options.steps < DAY or options.devices < len(MIX):
        arguments.error(f"--steps: {DAY} or more; --devices: {len(MIX)} or more")
    made = Generator(options.devices, options.scenario, options.seed, options.steps, not options.no_thermal)
    json.dump(made.instance(), sys.stdout)
    print()


if __name__ == "__main__":
    main()
