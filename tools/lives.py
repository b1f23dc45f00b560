"""Draw the lives of a visit and of a wish from their tables in core: `make lives` → docs/domain/lives.md."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from okienko.core.contact import wish
from okienko.core.hall import visit

Life = Mapping[str, Mapping[str, frozenset[str]]]
DOCUMENT = Path(__file__).parent.parent / "docs" / "domain" / "lives.md"
OPENING = """# Lives

How a visit and a wish to meet the officer go from state to state. Drawn from the tables in
`core/hall/visit.py` and `core/contact/wish.py` by `make lives`; a test of the house compares them. The words
on the arrows are the kinds of journal entries, the words in the boxes are in the [glossary](glossary.md).
"""


def arrows(life: Life, *, is_open: Collection[str]) -> Iterator[str]:
    """The lines of a diagram: each pair of states once, with all entries that lead from one to the other."""
    entries: dict[tuple[str, str], list[str]] = {}
    for state, steps in life.items():
        for entry, targets in steps.items():
            for target in sorted(targets):
                entries.setdefault((state, target), []).append(entry)
    for (state, target), kinds in entries.items():
        start = "[*]" if state == "new" else state
        yield f"    {start} --> {target}: {', '.join(kinds)}"
    reached = {target for _, target in entries}
    yield from (f"    {state} --> [*]" for state in sorted(reached) if state not in is_open)


def diagram(title: str, *, life: Life, is_open: Collection[str]) -> str:
    """One life as a diagram under its title."""
    lines = "\n".join(arrows(life, is_open=is_open))
    return f"## {title}\n\n```mermaid\nstateDiagram-v2\n{lines}\n```\n"


def document() -> str:
    """The whole document."""
    visits = diagram("A visit", life=visit.VISIT_LIFE, is_open=visit.OPEN)
    wishes = diagram("A wish to meet the officer", life=wish.WISH_LIFE, is_open=wish.OPEN)
    return "\n".join((OPENING, visits, wishes))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
