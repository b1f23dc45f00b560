"""Conditions and formulas of service files: when is a document needed, what does it cost.

The language is a subset of S-FEEL (OMG Decision Model and Notation 1.3, chapter 9) with the `and`, `or`, `not` and
functions of FEEL (chapter 10) that the compliance cases of level 2 use. A text is read once, against the questions
that the service declares; reading refuses every name, kind and choice that no answer could ever make good.

**Not known.** A question without an answer is `null`, and `null` means *not known*, so a document can be *perhaps*
needed. `and`, `or`, `not` and all arithmetic treat `null` as the standard and its cases do: Kleene's three values,
and nothing is reckoned from `null`. One thing differs on purpose. In FEEL `x = null` asks whether an answer is
missing, and `x = 3` is false when it is: then an answer could turn "needed" into "not needed". Here a comparison with
something not known is not known, and comparing with the word `null` is refused. So more answers never overturn what
was told: true stays true, false stays false, and only *perhaps* is settled.

**Bounds.** A text has at most 2,000 characters, a tree a height of 32, brackets a depth of 32, a number 34 digits,
a duration 10,000,000 months or days, a text put together 10,000 characters. A declared formula applies no other.
So reading and reckoning always end, and what has no result (division by zero, overflow) is not known.
"""

from okienko.core.catalogue.condition.cursor import DEEPEST
from okienko.core.catalogue.condition.expression import (
    LONGEST,
    Condition,
    Expression,
    Formula,
    declare_formula,
    parse,
    parse_cell,
    parse_expression,
    parse_formula,
)
from okienko.core.catalogue.condition.fault import ConditionFault, Fault, UnusableName
from okienko.core.catalogue.condition.tokens import RESERVED
from okienko.core.catalogue.condition.values import (
    Choice,
    Choices,
    Declared,
    Duration,
    Kind,
    Unit,
    Value,
    read_date,
    read_duration,
)

__all__ = [
    "DEEPEST",
    "LONGEST",
    "RESERVED",
    "Choice",
    "Choices",
    "Condition",
    "ConditionFault",
    "Declared",
    "Duration",
    "Expression",
    "Fault",
    "Formula",
    "Kind",
    "Unit",
    "UnusableName",
    "Value",
    "declare_formula",
    "parse",
    "parse_cell",
    "parse_expression",
    "parse_formula",
    "read_date",
    "read_duration",
]
