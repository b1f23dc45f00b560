"""Which kinds fit together: what would make no sense for any answer is refused when the text is read."""

from dataclasses import dataclass

from okienko.core.catalogue.condition.fault import refuse, refuse_unknown
from okienko.core.catalogue.condition.reckoning import RECKONING
from okienko.core.catalogue.condition.tree import Literal, Node
from okienko.core.catalogue.condition.values import Choices, Declared, Kind

#: Kinds of which one value comes before another; texts are held together, not put in an order of an alphabet.
ORDERED = frozenset({Kind.NUMBER, Kind.DATE, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text that has been read: its node, where it begins, its kind (None = `null`) and its height."""

    node: Node
    position: int
    kind: Declared | None
    height: int = 1


def plain(kind: Declared) -> Kind | Choices:
    """The kind without the texts that are allowed."""
    return Kind.TEXT if isinstance(kind, frozenset) else kind


def spoken(kind: Declared | None) -> str:
    """The kind in a word, for a fault."""
    if kind is None:
        return "null"
    bare = plain(kind)
    return "choices" if isinstance(bare, Choices) else bare.name.lower()


def need(part: Part, kind: Kind) -> None:
    """Refuses a part that is neither of this kind nor `null`."""
    if part.kind is not None and plain(part.kind) is not kind:
        refuse("kind", at=part.position, kind=spoken(part.kind), wanted=spoken(kind))


def need_comparable(sign: str, left: Part, right: Part, *, at: int) -> None:
    """Refuses what can never be compared: other kinds, `null`, texts by order, a choice that nobody can make."""
    if left.kind is None or right.kind is None:
        refuse("null", at=left.position if left.kind is None else right.position)
    one, other = plain(left.kind), plain(right.kind)
    if one is not other or isinstance(one, Choices):
        refuse("kinds", at=at, sign=sign, left=spoken(one), right=spoken(other))
    if sign not in {"=", "!="} and one not in ORDERED:
        refuse("order", at=at, sign=sign, kind=spoken(one))
    need_choice(left.kind, right)
    need_choice(right.kind, left)


def need_choice(allowed: Declared, part: Part) -> None:
    """Refuses a text that is none of those that may be chosen."""
    texts = allowed.texts if isinstance(allowed, Choices) else allowed
    text = part.node.value if isinstance(part.node, Literal) else None
    if isinstance(texts, frozenset) and isinstance(text, str) and text not in texts:
        refuse_unknown("choice", at=part.position, value=text, known=texts)


def reckoned(sign: str, left: Part, right: Part, *, at: int) -> Kind:
    """The kind of what is reckoned from both; `null` fits where any kind would."""
    fitting = (
        result for (known, one, other), (result, _) in RECKONING.items()
        if known == sign and _fits(left.kind, one) and _fits(right.kind, other)
    )
    kind = next(fitting, None)
    if kind is None:
        refuse("kinds", at=at, sign=sign, left=spoken(left.kind), right=spoken(right.kind))
    return kind


def _fits(kind: Declared | None, wanted: Kind) -> bool:
    return kind is None or plain(kind) is wanted
