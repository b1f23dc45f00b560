"""What may be reckoned with what, and what comes of it: one table, asked for kinds at reading and for values later.

Each function is total: what has no result (division by zero, a day after the year 9999, half a month) is not known.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final

from okienko.core.catalogue.condition.values import LONGEST_DURATION, NUMBERS, Duration, Kind, Unit, Value, finite

#: A text that is put together never grows longer.
LONGEST_TEXT: Final = 10_000

Reckoned = Callable[[Any, Any], Value]


def _span(amount: int, unit: Unit) -> Duration | None:
    return Duration(amount, unit) if abs(amount) <= LONGEST_DURATION else None


def _joined(left: str, right: str) -> str | None:
    return left + right if len(left) + len(right) <= LONGEST_TEXT else None


def _later(day: date, span: Duration) -> date | None:
    try:
        if span.unit is Unit.DAY:
            return day + timedelta(days=span.amount)
        year, month = divmod(day.year * 12 + day.month - 1 + span.amount, 12)
        return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, IndexError):
        return None


def _between(left: date, right: date) -> Duration:
    return Duration((left - right).days, Unit.DAY)


def _sum(left: Duration, right: Duration) -> Duration | None:
    return _span(left.amount + right.amount, left.unit) if left.unit is right.unit else None


def _times(span: Duration, number: Decimal) -> Duration | None:
    amount = NUMBERS.multiply(Decimal(span.amount), number)
    if not amount.is_finite() or abs(amount) > LONGEST_DURATION or amount != amount.to_integral_value():
        return None
    return _span(int(amount), span.unit)


def _ratio(left: Duration, right: Duration) -> Decimal | None:
    if left.unit is not right.unit:
        return None
    return finite(NUMBERS.divide(Decimal(left.amount), Decimal(right.amount)))


def opposite(value: Decimal | Duration) -> Decimal | Duration:
    """The value backwards."""
    return Duration(-value.amount, value.unit) if isinstance(value, Duration) else NUMBERS.minus(value)


_N, _T, _D, _S = Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.DURATION

#: sign, kind on the left, kind on the right → kind of the result, and how it is found
RECKONING: Final[dict[tuple[str, Kind, Kind], tuple[Kind, Reckoned]]] = {
    ("+", _N, _N): (_N, lambda a, b: finite(NUMBERS.add(a, b))),
    ("-", _N, _N): (_N, lambda a, b: finite(NUMBERS.subtract(a, b))),
    ("*", _N, _N): (_N, lambda a, b: finite(NUMBERS.multiply(a, b))),
    ("/", _N, _N): (_N, lambda a, b: finite(NUMBERS.divide(a, b))),
    ("**", _N, _N): (_N, lambda a, b: finite(NUMBERS.power(a, b))),
    ("+", _T, _T): (_T, _joined),
    ("+", _D, _S): (_D, _later),
    ("+", _S, _D): (_D, lambda a, b: _later(b, a)),
    ("-", _D, _S): (_D, lambda a, b: _later(a, Duration(-b.amount, b.unit))),
    ("-", _D, _D): (_S, _between),
    ("+", _S, _S): (_S, _sum),
    ("-", _S, _S): (_S, lambda a, b: _sum(a, Duration(-b.amount, b.unit))),
    ("*", _S, _N): (_S, _times),
    ("*", _N, _S): (_S, lambda a, b: _times(b, a)),
    ("/", _S, _S): (_N, _ratio),
}

#: functions of numbers (DMN 1.3, 10.3.4.3 and 10.3.4.4): fewest and most arguments, and how the result is found
FUNCTIONS: Final[dict[str, tuple[int, int, Callable[..., Decimal]]]] = {
    "abs": (1, 1, NUMBERS.abs),
    "ceiling": (1, 1, lambda number: _whole(number, ROUND_CEILING)),
    "floor": (1, 1, lambda number: _whole(number, ROUND_FLOOR)),
    "max": (1, 20, lambda *numbers: max(numbers)),
    "min": (1, 20, lambda *numbers: min(numbers)),
}


def _whole(number: Decimal, rounding: str) -> Decimal:
    return NUMBERS.normalize(number.to_integral_value(rounding, NUMBERS))


def kind_of(value: Value) -> Kind | None:
    """The kind of a value that can be reckoned with."""
    for kind, sort in ((Kind.NUMBER, Decimal), (Kind.TEXT, str), (Kind.DATE, date), (Kind.DURATION, Duration)):
        if isinstance(value, sort):
            return kind
    return None


def reckon(sign: str, left: Value, right: Value) -> Value:
    """The result; None where a side is not known or the result is none."""
    one, other = kind_of(left), kind_of(right)
    if one is None or other is None or (sign, one, other) not in RECKONING:
        return None
    return RECKONING[sign, one, other][1](left, right)
