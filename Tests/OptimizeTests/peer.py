"""Checks `gridctl ems solve` from outside: its own reading of ems-bench/1, all plans of tiny cases, scipy's milp for others.

    peer.py make FOLDER COUNT SEED      writes COUNT tiny cases, best.json and, of each case, one without its last device
    peer.py check FOLDER                reads the plans beside them: prints what is not allowed or not as it says
    peer.py milp CASE PLAN SECONDS      solves a case with scipy and writes its plan; prints its figures as JSON

No line is shared with the program or with the scorer of the samples. Powers are whole mW, so that sums are exact.
"""

import gzip
import itertools
import json
import math
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / ".vendor" / "python"))
import numpy  # noqa: E402

STEP = 900
BEGIN = 1700474400
TOLERANCE = 1e-4  # K


class Device:
    """What a device of a case may do: decisions of each step, and the mW that they draw."""

    def __init__(self, case, text):
        self.kind, self.id, self.steps = text["type"], text["id"], case["step_count"]
        step = lambda stamp: (stamp - case["begin_ts"]) // case["step_s"]  # noqa: E731
        if self.kind in ("machine", "ecs"):
            self.profile = [round(1000 * power) for power in text["profile_W"]]
            self.end = self.steps
            self.starts = range(step(text["start_ts"]), step(text["end_ts"]) - len(self.profile) + 1)
        elif self.kind == "ev":
            # A step of `power` W is power x 25 hundredths of a Wh.
            quarter, percents = text["power_W"] * 25, text["capacity_Wh"]
            full, rest = divmod(percents * (100 - text["initial_pct"]), quarter)
            needed = -(-percents * max(0, text["target_pct"] - text["initial_pct"]) // quarter)
            self.profile = [text["power_W"] * 1000] * full + ([rest * 40] if rest * 40 >= 100 else [])
            self.end = step(text["end_ts"])
            self.starts = range(step(text["start_ts"]), self.end - needed + 1)
        elif self.kind == "heater_sum":
            self.off, self.on = round(1000 * text["eco_W"]), round(1000 * text["comfort_W"])
            self.rows = [
                (step(row["begin_ts"]), step(row["end_ts"]), row["min"], row["max"]) for row in text["sum_periods"]
            ]
            self.free = sorted({i for first, end, _, _ in self.rows for i in range(first, end)})
        else:
            self.off, self.on = 0, round(1000 * text["power_W"])
            self.free = range(self.steps)
            self.band(case, text)

    def band(self, case, text):
        """The temperatures between those that two thermostats make, at the low and the high end of the wish."""
        outdoor, heat_capacity = case["T_ext_K"], text["C_J_per_K"]
        self.a = 1 - STEP / (text["R_K_per_W"] * heat_capacity)
        self.b = STEP * text["power_W"] / heat_capacity
        self.first = outdoor[1] + self.a * (text["T_init_K"] - outdoor[0]) + self.b * bool(text["initial_state"])
        self.drift = [outdoor[i + 2] - self.a * outdoor[i + 1] for i in range(self.steps)]
        self.low, self.high = [], []
        low = high = self.first
        for i in range(self.steps):
            low = self.a * low + self.drift[i]
            low += self.b * (low < text["T_wish_low_K"][i])
            high = self.a * high + self.drift[i]
            high += self.b * (high + self.b < text["T_wish_high_K"][i])
            self.low.append(min(low, high))
            self.high.append(max(low, high))

    def load(self, decisions):
        if self.kind in ("heater_sum", "heater_thermal"):
            return [self.on if on else self.off for on in decisions]
        load = [0] * self.steps
        for i, power in enumerate(self.profile, decisions.index(1)):
            if i < self.end:
                load[i] += power
        return load

    def faults(self, decisions):
        if len(decisions) != self.steps or not set(decisions) <= {0, 1}:
            return ["not a decision for each step"]
        if self.kind == "heater_sum":
            outside = [f"comfort in step {i}" for i in range(self.steps) if decisions[i] and i not in self.free]
            sums = [(row, sum(decisions[row[0] : row[1]])) for row in self.rows]
            return outside + [f"{n} steps in {row}" for row, n in sums if not row[2] <= n <= row[3]]
        if self.kind == "heater_thermal":
            t = self.first
            for i, on in enumerate(decisions):
                t = self.a * t + self.b * on + self.drift[i]
                if not self.low[i] - TOLERANCE <= t <= self.high[i] + TOLERANCE:
                    return [f"{t:.4f} K after step {i}, beyond {self.low[i]:.4f} to {self.high[i]:.4f}"]
            return []
        if sum(decisions) != 1:
            return [f"{sum(decisions)} starts"]
        return [] if decisions.index(1) in self.starts else [f"starts in step {decisions.index(1)}, not {self.starts}"]

    def plans(self):
        """Every set of decisions that is allowed; for few steps only."""
        if self.kind in ("heater_sum", "heater_thermal"):
            for bits in itertools.product((0, 1), repeat=len(self.free)):
                decisions = [0] * self.steps
                for i, bit in zip(self.free, bits):
                    decisions[i] = bit
                if not self.faults(decisions):
                    yield decisions
        else:
            for start in self.starts:
                yield [int(i == start) for i in range(self.steps)]


def imported(curve):
    """mW of import, summed over the steps."""
    return sum(max(0, power) for power in curve)


def base(case):
    return [round(1000 * power) for power in case["base_W"]]


def best(case, limit):
    """The least import of all plans, mW summed; None: more combinations than the limit."""
    curves = numpy.array([base(case)], dtype=numpy.int64)
    for text in case["consumers"]:
        device = Device(case, text)
        loads = numpy.unique(numpy.array([device.load(plan) for plan in device.plans()], dtype=numpy.int64), axis=0)
        if len(curves) * len(loads) > limit:
            return None
        curves = numpy.unique((curves[:, None, :] + loads[None, :, :]).reshape(-1, curves.shape[1]), axis=0)
    return int(numpy.maximum(curves, 0).sum(axis=1).min())


# --------------------------------------------------------------------------------------------------- tiny cases


class Tiny:
    """Cases of eight to ten steps whose plans can all be tried."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def window(self, steps, length):
        first = self.random.randint(0, steps - length)
        return first, self.random.randint(first + length, steps)

    def machine(self, steps):
        profile = [self.random.randint(0, 25000) / 10 for _ in range(self.random.randint(1, 4))]
        first, end = self.window(steps, len(profile))
        return {"profile_W": profile, "start_ts": BEGIN + STEP * first, "end_ts": BEGIN + STEP * end}

    def ecs(self, steps):
        power, length = self.random.choice([1200, 1500, 2000, 2400]), self.random.randint(1, 5)
        first, end = self.window(steps, length)
        return {
            "power_W": power, "volume_L": 200, "last_energy_Wh": 0, "profile_W": [float(power)] * length,
            "start_ts": BEGIN + STEP * first, "end_ts": BEGIN + STEP * end,
        }  # fmt: skip

    def ev(self, steps):
        power, capacity = self.random.choice([2300, 3700, 7400]), self.random.choice([2000, 4000, 7000, 11000])
        initial, target = self.random.randint(10, 90), self.random.randint(10, 100)
        needed = capacity * max(0, target - initial) / 100 / (power / 4)
        # The last step is nobody's here: there the original's rules differ from kind to kind.
        if needed > steps - 1 or abs(needed - round(needed)) < 1e-6:
            return self.ev(steps)
        first, end = self.window(steps - 1, math.ceil(needed))
        return {
            "power_W": power, "capacity_Wh": capacity, "initial_pct": initial, "target_pct": target,
            "start_ts": BEGIN + STEP * first, "end_ts": BEGIN + STEP * max(end, first + 1),
        }  # fmt: skip

    def heater_sum(self, steps):
        rows = []
        for _ in range(self.random.randint(1, 3)):
            first = self.random.randint(0, steps - 3)
            end = self.random.randint(first + 2, min(steps - 1, first + 6))
            least = self.random.randint(0, end - first)
            most = self.random.randint(least, end - first)
            rows.append({"begin_ts": BEGIN + STEP * first, "end_ts": BEGIN + STEP * end, "min": least, "max": most})
        eco = self.random.choice([0, 100, 300])
        return {"eco_W": eco, "comfort_W": eco + self.random.randint(500, 2000), "sum_periods": rows}

    def heater_thermal(self, steps):
        resistance = self.random.uniform(0.0095, 0.0145)
        wish = self.random.choice([288.0, 289.5])
        step = self.random.randint(1, steps - 1)
        wishes = [wish + 2 * (i >= step) for i in range(steps)]
        delta = self.random.choice([0.4, 1.0])
        return {
            "power_W": self.random.choice([1500, 2000]), "R_K_per_W": round(resistance, 6),
            "C_J_per_K": round(self.random.uniform(2, 6) * 3600 / resistance),
            "T_init_K": round(wish + self.random.uniform(-delta, delta), 2), "initial_state": self.random.random() < 0.5,
            "T_wish_low_K": [w - delta for w in wishes], "T_wish_high_K": [w + delta for w in wishes],
        }  # fmt: skip

    def case(self, name):
        """A case and its optimum; kinds come in turn, so that all of them meet."""
        kinds = ["machine", "ecs", "ev", "heater_sum", "heater_thermal"]
        while True:
            steps, count = self.random.randint(8, 10), self.random.randint(3, 6)
            case = {
                "format": "ems-bench/1", "name": name, "begin_ts": BEGIN, "step_s": STEP, "step_count": steps,
                "base_W": [self.random.randint(-5000, 2500) for _ in range(steps)],
                "T_ext_K": [round(self.random.uniform(276, 283), 2) for _ in range(steps + 2)], "consumers": [],
            }  # fmt: skip
            # What nobody can do is no case: its devices have no plan together.
            for number in range(count):
                kind = self.random.choice(kinds)
                device = {"id": number + 1, "type": kind, **getattr(self, kind)(steps)}
                if next(iter(Device(case, device).plans()), None) is not None:
                    case["consumers"].append({**device, "id": len(case["consumers"]) + 1})
            if len(case["consumers"]) >= 3 and (optimum := best(case, 300_000)) is not None:
                return case, optimum


def make(folder, count, seed):
    tiny, optima = Tiny(seed), {}
    for number in range(count):
        name = f"case{number:03}"
        case, optima[name] = tiny.case(name)
        (folder / f"{name}.json").write_text(json.dumps(case))
        fewer = {**case, "name": f"{name}-fewer", "consumers": case["consumers"][:-1]}
        optima[f"{name}-fewer"] = best(fewer, 300_000)
        (folder / f"{name}-fewer.json").write_text(json.dumps(fewer))
    (folder / "best.json").write_text(json.dumps(optima))


def examine(case, plan):
    """What is wrong with a plan, and the mW of import summed over the steps."""
    faults, total = [], base(case)
    parts = {part["id"]: part for part in plan["plans"]}
    for text in case["consumers"]:
        device, decisions = Device(case, text), [int(c) for c in parts.pop(text["id"], {"decisions": ""})["decisions"]]
        found = device.faults(decisions)
        faults += [f"{case['name']}: {device.kind} {device.id}: {fault}" for fault in found]
        if not found:
            total = [a + b for a, b in zip(total, device.load(decisions))]
    faults += [f"{case['name']}: nobody is {id}" for id in parts]
    return faults, imported(total)


def check(folder):
    for path in sorted(folder.glob("*.plan")):
        case, plan = json.loads(path.with_suffix(".json").read_text()), json.loads(path.read_text())
        faults, found = examine(case, plan)
        if abs(found / 4000 - plan["import_Wh"]) > 0.051:
            faults.append(f"{case['name']}: imports {found / 4000} Wh, not {plan['import_Wh']}")
        print("".join(fault + "\n" for fault in faults), end="")


# ------------------------------------------------------------------------------------------- the original's model


def milp(case, seconds):
    """The original's model, sparse: a binary a start, or a step of a heater; temperatures; an import above zero a step."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    begun, steps = time.process_time(), case["step_count"]
    rows, columns, values, low, high = [], [], [], [], []
    # Import of each step first; the unit is kW, as solvers like their numbers near to one.
    width, lower, upper, whole = steps, [0.0] * steps, [math.inf] * steps, [0] * steps
    fixed, devices = numpy.array(base(case), dtype=float), []

    def row(entries, least, most):
        for column, value in entries:
            rows.append(len(low))
            columns.append(column)
            values.append(value)
        low.append(least)
        high.append(most)

    def add(count, least, most, integral):
        nonlocal width
        first, width = width, width + count
        lower.extend([least] * count if numpy.isscalar(least) else least)
        upper.extend([most] * count if numpy.isscalar(most) else most)
        whole.extend([integral] * count)
        return first

    balance = [[] for _ in range(steps)]
    for text in case["consumers"]:
        device = Device(case, text)
        if device.kind in ("heater_sum", "heater_thermal"):
            first = add(len(device.free), 0, 1, 1)
            place = {step: first + k for k, step in enumerate(device.free)}
            fixed += device.off
            for step, column in place.items():
                balance[step].append((column, device.on - device.off))
            if device.kind == "heater_sum":
                for begin, end, least, most in device.rows:
                    row([(place[step], 1) for step in range(begin, end)], least, most)
            else:
                warmth = add(steps, device.low, device.high, 0)
                for i in range(steps):
                    before = [(warmth + i - 1, -device.a)] if i else []
                    known = device.drift[i] + (0 if i else device.a * device.first)
                    row([(warmth + i, 1), (place[i], -device.b), *before], known, known)
            devices.append((device, first, list(device.free)))
        else:
            first = add(len(device.starts), 0, 1, 1)
            for k, start in enumerate(device.starts):
                for j, power in enumerate(device.profile):
                    if start + j < device.end:
                        balance[start + j].append((first + k, power))
            row([(first + k, 1) for k in range(len(device.starts))], 1, 1)
            devices.append((device, first, list(device.starts)))
    for step in range(steps):
        row([(step, 1), *((column, -power / 1e6) for column, power in balance[step])], fixed[step] / 1e6, math.inf)
    matrix = coo_array((values, (rows, columns)), shape=(len(low), width)).tocsr()
    cost = numpy.zeros(width)
    cost[:steps] = 1
    found = milp(
        cost, integrality=whole, bounds=Bounds(lower, upper), constraints=LinearConstraint(matrix, low, high),
        options={"time_limit": seconds},
    )  # fmt: skip
    answer = {"seconds": time.process_time() - begun, "rows": len(low), "columns": width}
    if found.mip_dual_bound is not None:
        answer["boundWh"] = found.mip_dual_bound * 250
    if found.x is None:
        return answer, None
    plans = []
    for device, first, places in devices:
        decisions = [0] * steps
        for k, place in enumerate(places):
            decisions[place] = int(found.x[first + k] > 0.5)
        plans.append({"id": device.id, "decisions": "".join(map(str, decisions))})
    plan = {"instance": case["name"], "solver": "scipy.optimize.milp", "plans": plans}
    faults, total = examine(case, plan)
    return {**answer, "importWh": total / 4000, "faults": faults[:5]}, plan


def read(path):
    path = pathlib.Path(path)
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_text())


def main(words):
    if words[0] == "make":
        make(pathlib.Path(words[1]), int(words[2]), int(words[3]))
    elif words[0] == "check":
        check(pathlib.Path(words[1]))
    else:
        answer, plan = milp(read(words[1]), float(words[3]))
        if plan:
            pathlib.Path(words[2]).write_text(json.dumps(plan))
        print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
