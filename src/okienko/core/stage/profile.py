"""When clients come and how they behave: what a played day is made of.

The half-hourly shares are aggregates of a public queue log of Warsaw's district
offices (kolejkeR, MIT licence; open data of the city; 13 clean working days of
January 2020). The other numbers are estimates of the order of magnitude, made
for the demonstration; no figure here is a measurement of the office played.
How the visits divide among services stands in the office's own files
(`share` of each service).
"""

from __future__ import annotations

from dataclasses import dataclass

_MONDAY = (0.0339, 0.0349, 0.038, 0.0399, 0.0564, 0.0568, 0.063, 0.0595, 0.0667, 0.0537,
           0.0612, 0.0576, 0.0547, 0.0541, 0.055, 0.0606, 0.0573, 0.0481, 0.0396, 0.009)  # fmt: skip
_TUESDAY = (0.0439, 0.0574, 0.0509, 0.0617, 0.0631, 0.0774, 0.0803, 0.0858,
            0.0745, 0.0744, 0.0749, 0.0679, 0.064, 0.0596, 0.0462, 0.0179)  # fmt: skip
_WEDNESDAY = (0.0514, 0.0493, 0.052, 0.0564, 0.0689, 0.0742, 0.0769, 0.0775,
              0.0794, 0.0798, 0.0731, 0.0739, 0.0628, 0.0634, 0.0456, 0.0154)  # fmt: skip
_THURSDAY = (0.0477, 0.0462, 0.0479, 0.0553, 0.0644, 0.0792, 0.0745, 0.0824,
             0.0767, 0.0822, 0.0743, 0.0747, 0.0743, 0.0605, 0.0438, 0.0158)  # fmt: skip
_FRIDAY = (0.0427, 0.0559, 0.0514, 0.0593, 0.0657, 0.0706, 0.0691, 0.0815,
           0.0786, 0.0739, 0.0832, 0.0679, 0.0634, 0.0651, 0.0487, 0.023)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """How often clients do what; shares from 0 to 1. `patience`: after how many minutes half would give up."""

    two_matters: float = 0.12
    pays: float = 0.45  # of those whose matter has a fee
    asks_for_officer: float = 0.03
    prefers_upstairs: float = 0.15  # of those who meet an officer and can climb
    consulted: float = 0.01  # the clerk asks the officer
    priority: float = 0.06
    more_time: float = 0.03
    step_free: float = 0.02
    in_company: float = 0.1
    steps_out: float = 0.02
    absent: float = 0.015  # does not come when called
    officer_says_not_now: float = 0.15
    patience: float = 60.0
    languages: tuple[tuple[str, float], ...] = (("pl", 0.94), ("uk", 0.05), ("en", 0.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A week of arrivals: visits on a mean day, the factor of each weekday, its half hours from opening on."""

    visits_a_day: int = 420
    weekdays: tuple[float, ...] = (1.3, 0.95, 0.87, 0.89, 0.98)
    half_hours: tuple[tuple[float, ...], ...] = (_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY)
    behaviour: Behaviour = Behaviour()

    def visits(self, weekday: int) -> float:
        """How many visits a weekday (0 = Monday) has; a working Saturday is like a Friday."""
        return self.visits_a_day * self.weekdays[min(weekday, len(self.weekdays) - 1)]

    def shares(self, weekday: int) -> tuple[float, ...]:
        """The weekday's half hours, as shares that make one together."""
        shares = self.half_hours[min(weekday, len(self.half_hours) - 1)]
        whole = sum(shares)
        return tuple(share / whole for share in shares)
