# SPDX-License-Identifier: MIT
"""What was measured, beside what it is compared with and what is asked for."""
import json
from dataclasses import dataclass
from typing import Optional


class Skipped(Exception):
    """A figure that cannot be measured here; the text says why and what to do."""


@dataclass
class Floor:
    """What is asked for: of our figure itself, or of its ratio to the reference."""
    value: float
    kind: str  # "at most", "at least", "ratio"
    unit: str = ""

    def met(self, figure):
        if self.kind == "at most":
            return figure.ours <= self.value
        if self.kind == "at least":
            return figure.ours >= self.value
        return figure.ratio is not None and figure.ratio >= self.value

    def __str__(self):
        sign = {"at most": "<=", "at least": ">=", "ratio": ">= x"}[self.kind]
        return f"{sign} {shorten(self.value)}{' ' + self.unit if self.unit else ''}"


@dataclass
class Figure:
    name: str
    unit: str
    ours: float
    reference: Optional[float] = None
    reference_name: str = ""
    floor: Optional[Floor] = None

    @property
    def ratio(self):
        return self.ours / self.reference if self.reference else None

    @property
    def met(self):
        return self.floor.met(self) if self.floor else None


def shorten(number):
    if number is None:
        return "-"
    if number >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}" if number < 100 else f"{number:.0f}"


TITLES = ("figure", "unit", "ours", "reference", "ratio", "asked for", "met", "reference is")


def _cells(figure):
    return (figure.name, figure.unit, shorten(figure.ours), shorten(figure.reference),
            f"{figure.ratio:.2f}" if figure.ratio is not None else "-", str(figure.floor or "-"),
            {True: "yes", False: "NO", None: "-"}[figure.met], figure.reference_name)


def print_table(figures, skipped):
    rows = [TITLES] + [_cells(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(TITLES))]
    right = {2, 3, 4}
    for row in rows:
        print("  ".join(cell.rjust(width) if column in right else cell.ljust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))).rstrip())
    for name, reason in skipped:
        print(f"{name}: not measured: {reason}")


def print_json(figures, skipped):
    rows = [{"name": figure.name, "unit": figure.unit, "ours": figure.ours, "reference": figure.reference,
             "reference_name": figure.reference_name, "ratio": figure.ratio,
             "floor": str(figure.floor) if figure.floor else None, "met": figure.met} for figure in figures]
    print(json.dumps({"figures": rows, "skipped": [{"name": name, "reason": reason} for name, reason in skipped]},
                     indent=2))
