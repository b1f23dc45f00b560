"""Random conditions, texts and answers over one set of declared questions."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from okienko.core.catalogue.condition import Choices, Duration, Kind, Unit

TYPES = {
    "first-time": Kind.TRUTH, "first": Kind.TRUTH, "time": Kind.TRUTH,
    "age": Kind.NUMBER, "pages": Kind.NUMBER, "Full Name": Kind.TEXT, "loan.rate": Kind.NUMBER,
    "reason": frozenset({"lost", "stolen", "worn \"out\""}),
    "papers": Choices(frozenset({"passport", "id"})),
    "born": Kind.DATE, "today": Kind.DATE, "stay": Kind.DURATION,
}

NUMBERS = st.one_of(
    st.integers(-20, 20).map(Decimal), st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from([Decimal("1e6144"), Decimal("-1e6144"), Decimal("1e-6143"), Decimal(0), Decimal("0.1")]),
)
DURATIONS = st.builds(Duration, st.integers(-20_000_000, 20_000_000), st.sampled_from(Unit))
RIGHT = {
    Kind.TRUTH: st.booleans(), Kind.NUMBER: NUMBERS, Kind.TEXT: st.text(max_size=5), Kind.DATE: st.dates(),
    Kind.DURATION: DURATIONS,
}
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(max_size=9), st.dates(),
    st.datetimes(), DURATIONS, st.frozensets(st.text(max_size=3), max_size=2), st.lists(st.integers(), max_size=2),
)


def right(declared):
    """Answers as they are declared."""
    if isinstance(declared, Choices):
        return st.frozensets(st.sampled_from(sorted(declared.texts)))
    if isinstance(declared, frozenset):
        return st.sampled_from(sorted(declared))
    return RIGHT[declared]


#: To each question an answer as declared, or none.
ANSWERS = st.fixed_dictionaries({name: st.none() | right(declared) for name, declared in TYPES.items()})
WILD = st.dictionaries(st.sampled_from([*TYPES, "unknown"]), ANYTHING)

_LITERAL_NUMBERS = st.decimals(min_value=0, max_value=10**6, allow_nan=False, places=2).map(lambda n: f"{n:f}")
_DATES = st.dates(min_value=date(1900, 1, 1)).map(lambda day: f'date("{day}")')
_SPANS = st.sampled_from(['duration("P1Y2M")', 'duration("P3D")', 'duration("-P1M")', 'duration("P0D")', "stay"])
_REASONS = st.sampled_from(['"lost"', '"stolen"', '"worn \\"out\\""'])


def _joined(*parts):
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


def _numbers(inner):
    return st.one_of(
        _joined("(", inner, st.sampled_from([" + ", " - ", "*", " / ", " ** "]), inner, ")"),
        _joined("(-(", inner, "))"), _joined("max(", inner, ", ", inner, ")"), _joined("floor(", inner, ")"),
    )


_SUMS = st.recursive(
    st.one_of(_LITERAL_NUMBERS, st.sampled_from(["age", "pages", "loan.rate", "null + 1", "age - 18", "2*pages+1"])),
    _numbers, max_leaves=4,
)
_DAYS = st.one_of(_DATES, st.sampled_from(["born", "today"]), _joined("born", st.sampled_from([" + ", " - "]), _SPANS))
_SIGN = st.sampled_from([" < ", "<=", " > ", ">=", " = ", "!="])
_RANGES = _joined(st.sampled_from("[(]"), _SUMS, "..", _SUMS, st.sampled_from("])["))
_TESTS = st.one_of(_RANGES, _SUMS, _joined(_SIGN, _SUMS))
_SIMPLE = st.one_of(
    st.sampled_from(["true", "false", "null", "first-time", "first", "time", '"id" in papers', 'Full  Name = "x"']),
    _joined(_SUMS, _SIGN, _SUMS), _joined(_DAYS, _SIGN, _DAYS), _joined("today - born", _SIGN, _SPANS),
    _joined("reason", st.sampled_from([" = ", "!="]), _REASONS), _joined("reason in (", _REASONS, ", ", _REASONS, ")"),
    _joined(_SUMS, " between ", _SUMS, " and ", _SUMS), _joined("age in ", _RANGES),
    _joined("pages in (", _TESTS, ", ", _TESTS, ")"),
)


def _truths(inner):
    return st.one_of(
        _joined("not(", inner, ")"), _joined("(", inner, ")"),
        st.lists(_joined("(", inner, ")") | inner, min_size=2, max_size=4).map(" and ".join),
        st.lists(_joined("(", inner, ")") | inner, min_size=2, max_size=4).map(" or ".join),
    )


#: Texts that mean something, or nearly always so.
CONDITIONS = st.recursive(_SIMPLE, _truths, max_leaves=6)

_SCRAPS = st.sampled_from([
    *TYPES, "and", "or", "not", "not(", "in", "between", "true", "null", "(", ")", "[", "]", "..", ",", "<", "<=", "=",
    "-", "+", "*", "**", "/", '"', "\\", '"lost"', "1", ".5", "date(", "duration(", '"P1Y"', '"2026-01-31")', "min(",
    "?", "{", "\u0000", "ą", "99999999", "x",
])
#: Texts that mostly mean nothing.
SCRAPS = st.lists(_SCRAPS, max_size=30).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda by: by.join(parts)))
