"""The one table: what was measured, the limit, both sides, and whether it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

HOLDS = {True: "holds", False: "DOES NOT HOLD", None: "not measured"}
HEAD = ("what", "limit", "measured", "", "the two sides")


@dataclass(frozen=True)
class Row:
    """One line of the table. `measured` is a ratio (or a figure in `unit`), None where there is none.

    `at_least` turns the limit round: the ratio must not be smaller. `sides` says what was divided by what.
    """

    what: str
    limit: float
    measured: float | None
    sides: str
    at_least: bool = False
    unit: str = "x"

    @property
    def holds(self) -> bool | None:
        """Whether the limit is kept; None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        sign = ">=" if self.at_least else "<="
        measured = "-" if self.measured is None else figure(self.measured, self.unit)
        return self.what, f"{sign} {figure(self.limit, self.unit)}", measured, HOLDS[self.holds], self.sides


def figure(value: float, unit: str) -> str:
    """A figure with its unit, in as many digits as are worth reading."""
    digits = f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{digits}{unit}" if unit == "x" else f"{digits} {unit}"


def text(rows: Sequence[Row]) -> str:
    """The table as lines of text, its columns aligned."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEAD))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in ruled
    )


def ratio(above: Iterable[float], below: Iterable[float]) -> float:
    """The median of the ratios round by round: what disturbs a round disturbs both its sides."""
    return median(one / other for one, other in zip(above, below, strict=True))


def verdict(rows: Sequence[Row]) -> str:
    """The last line: how many limits hold."""
    counts = {each: sum(row.holds is each for row in rows) for each in HOLDS}
    return f"{counts[True]} of {len(rows)} hold, {counts[False]} do not, {counts[None]} not measured"
