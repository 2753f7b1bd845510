"""Tries to learn about few households from sums that were told. Shares no code with what decided on them.

Reads JSON from the standard input: k, share (ten-thousandths), cells (each a list of element numbers), household of each element, value
of each element, elements that are known. Says what it found, a line each, and ends with 1 when it found anything.

1. Adding and subtracting: is there a linear combination of cells that is of fewer than k unknown households? For every set S of
   k - 1 households: if the cells, seen without the elements of S, have a lower rank, some combination is of S alone.
2. Shares: in every cell, difference of two cells, and cell less all cells of another row inside it, how much is one household?
"""

import itertools
import json
import sys

import numpy

PRIME = 2_147_483_629  # products fit into 64 bits


def rank(matrix):
    matrix = matrix.copy() % PRIME
    row = 0
    for column in range(matrix.shape[1]):
        found = numpy.flatnonzero(matrix[row:, column])
        if not len(found):
            continue
        pivot = row + found[0]
        matrix[[row, pivot]] = matrix[[pivot, row]]
        matrix[row] = matrix[row] * pow(int(matrix[row, column]), PRIME - 2, PRIME) % PRIME
        others = numpy.flatnonzero(matrix[:, column])
        others = others[others != row]
        matrix[others] = (matrix[others] - matrix[others, column][:, None] * matrix[row]) % PRIME
        row += 1
        if row == matrix.shape[0]:
            break
    return row


def main():
    world = json.load(sys.stdin)
    households = numpy.array(world["households"])
    values = numpy.array(world["values"])
    unknown = numpy.ones(len(households), bool)
    unknown[world["known"]] = False
    rows = [name for name, _ in world["cells"]]
    cells = numpy.zeros((len(rows), len(households)), numpy.int64)
    for number, (_, elements) in enumerate(world["cells"]):
        cells[number, elements] = 1
    found = []

    # Elements of one household that are in the same cells are one unknown.
    columns, first = numpy.unique(numpy.vstack([cells, households[None, :]])[:, unknown], axis=1, return_index=True)
    owners = households[unknown][first]
    matrix = columns[:-1]
    whole = rank(matrix)
    for few in itertools.combinations(sorted(set(owners)), world["k"] - 1):
        if rank(matrix[:, ~numpy.isin(owners, few)]) < whole:
            found.append(f"a combination is of {few} alone")

    def look(what, inside):
        for name, chosen in (("all", inside), ("unknown", inside & unknown)):
            if not inside.any() or (name == "unknown" and not (inside & ~unknown).any()):
                continue
            sums = numpy.bincount(households[chosen], values[chosen])
            count = len(set(households[inside & unknown]))
            if count < world["k"]:
                found.append(f"{what} has {count} households")
            elif max(sums) * 10_000 > sums.sum() * world["share"]:
                found.append(f"{what}: one of {name} is {max(sums)} of {sums.sum()}")

    sets = cells.astype(bool)
    of_row = {}
    for number, name in enumerate(rows):
        look(f"cell {number} of {name}", sets[number])
        of_row.setdefault(name, []).append(number)
    for a, b in itertools.permutations(range(len(rows)), 2):
        if not (sets[b] & ~sets[a]).any():
            look(f"cell {a} of {rows[a]} less cell {b} of {rows[b]}", sets[a] & ~sets[b])
    for a in range(len(rows)):
        for name, numbers in of_row.items():
            inside = [n for n in numbers if n != a and not (sets[n] & ~sets[a]).any()]
            if len(inside) > 1:
                look(f"cell {a} of {rows[a]} less all of {name}", sets[a] & ~sets[inside].any(axis=0))
    print(f"{len(rows)} cells, rank {whole}")
    print("\n".join(sorted(set(found))))
    sys.exit(1 if found else 0)


main()
