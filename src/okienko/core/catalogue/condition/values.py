"""What a condition reckons with: truths, numbers, texts, dates and durations; None where it is not known.

A number is a Decimal of 34 digits (DMN 1.3, 10.3.2.3.1: decimal128), a duration counts either whole months or whole
days (years-and-months and days-and-time of XML Schema; times of the day are outside the subset).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal
from enum import Enum, auto
from typing import Final

#: Decimal128 of IEEE 754; what leaves it is not finite, and so not known.
NUMBERS: Final = Context(prec=34, Emin=-6143, Emax=6144, traps=[])
#: No duration is longer: far beyond the calendar, so that a bound never decides an answer that makes sense.
LONGEST_DURATION: Final = 10_000_000


class Kind(Enum):
    """What sort of value a question is answered with."""

    TRUTH = auto()
    NUMBER = auto()
    TEXT = auto()
    DATE = auto()
    DURATION = auto()


class Unit(Enum):
    """What a duration counts."""

    MONTH = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of whole months or of whole days, backwards if negative; written as XML Schema does: P1Y2M, P3D."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        sign, amount = "-" if self.amount < 0 else "", abs(self.amount)
        if self.unit is Unit.DAY:
            return f"{sign}P{amount}D"
        years, months = divmod(amount, 12)
        return f"{sign}P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")


#: One of these texts.
Choice = frozenset[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of these texts: a question that may be answered by several of them, or by none."""

    texts: frozenset[str]


Declared = Kind | Choice | Choices
Value = bool | Decimal | str | date | Duration | frozenset[str] | None

_MONTHS: Final = re.compile(r"(-?)P(?:([0-9]{1,5})Y)?(?:([0-9]{1,6})M)?", re.ASCII)
_DAYS: Final = re.compile(r"(-?)P([0-9]{1,7})D", re.ASCII)


def read_duration(text: str) -> Duration | None:
    """The duration that the text writes; None where it writes none that the subset knows."""
    days = _DAYS.fullmatch(text)
    if days:
        return Duration(int(days[1] + days[2]), Unit.DAY)
    months = _MONTHS.fullmatch(text)
    if months is None or not (months[2] or months[3]):
        return None
    amount = 12 * int(months[2] or 0) + int(months[3] or 0)
    return Duration(-amount if months[1] else amount, Unit.MONTH)


def read_date(text: str) -> date | None:
    """The day that the text writes as 2026-01-31; None where it writes none."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def finite(number: Decimal) -> Decimal | None:
    """The number; None where an operation left the numbers (division by zero, overflow)."""
    return number if number.is_finite() else None


def accepted(answer: object, declared: Declared) -> Value:
    """The answer if it is one of the declared sort, else None: what cannot be an answer is no answer."""
    if isinstance(declared, Choices):
        return _several(answer, declared.texts)
    if isinstance(declared, frozenset):
        return answer if isinstance(answer, str) and answer in declared else None
    return _ACCEPTED[declared](answer)


def _several(answer: object, allowed: Collection[str]) -> frozenset[str] | None:
    if not isinstance(answer, (frozenset, set, tuple, list)):
        return None
    texts = [each for each in answer if isinstance(each, str) and each in allowed]
    return frozenset(texts) if len(texts) == len(answer) else None


def _truth(answer: object) -> bool | None:
    return answer if isinstance(answer, bool) else None


def _number(answer: object) -> Decimal | None:
    if isinstance(answer, int) and not isinstance(answer, bool):
        answer = Decimal(answer)
    if not isinstance(answer, Decimal):
        return None
    kept = NUMBERS.plus(answer)
    return kept if kept.is_finite() and kept == answer else None


def _text(answer: object) -> str | None:
    return answer if isinstance(answer, str) else None


def _date(answer: object) -> date | None:
    return answer if isinstance(answer, date) and not isinstance(answer, datetime) else None


def _duration(answer: object) -> Duration | None:
    return answer if isinstance(answer, Duration) and abs(answer.amount) <= LONGEST_DURATION else None


_ACCEPTED: Final = {
    Kind.TRUTH: _truth, Kind.NUMBER: _number, Kind.TEXT: _text, Kind.DATE: _date, Kind.DURATION: _duration,
}
