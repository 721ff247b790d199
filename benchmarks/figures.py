"""A figure against its control, with the bound that holds for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the report: what was measured, how, and what it may be at most."""

    name: str
    value: float
    bound: float
    unit: str
    how: str

    @property
    def over(self) -> bool:
        """Whether the figure is beyond its bound."""
        return self.value > self.bound

    def __str__(self) -> str:
        word = "OVER" if self.over else "OK"
        number = f"{self.value:,.2f}" if self.unit == "x" else f"{self.value:,.0f}"
        bound = f"{self.bound:,.2f}" if self.unit == "x" else f"{self.bound:,.0f}"
        return f"{word:5}{self.name:34}{number:>8} {self.unit:6}at most {bound:>6}   {self.how}"


def ratio(name: str, ours: Sequence[float], control: Sequence[float], bound: float, against: str) -> Figure:
    """Our median against the control's, both in seconds."""
    how = f"{_milliseconds(ours)} against {_milliseconds(control)}, {against}; n = {len(ours)}"
    return Figure(name, median(ours) / median(control), bound, "x", how)


def alternate(
    ours: Callable[[], float], control: Callable[[], float], pairs: int, warm_up: int = 1
) -> tuple[list[float], list[float]]:
    """Measure A B A B, so that what else the machine does falls on both; the first pairs do not count."""
    measured = [(ours(), control()) for _ in range(warm_up + pairs)][warm_up:]
    return [each[0] for each in measured], [each[1] for each in measured]


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"{median(seconds) * 1000:.1f} ms"
