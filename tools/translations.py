"""Translations without gettext's own programs: `python -m tools.translations compile|extract`.

Whole English sentences are the keys; `locale/pl` is complete, `locale/uk` covers what residents see, and
English is the key itself, so that it needs no catalogue. Two domains, as Django has them: `django` for Python
and templates, `djangojs` for the scripts.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "okienko"
LOCALE = ROOT / "locale"
LANGUAGES = ("pl", "uk")
HEADER = "# Okienko, licensed under the EUPL-1.2"
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# suffix → (domain, how Babel reads it)
KINDS = {
    ".py": ("django", "python"),
    ".html": ("django", "template"),
    ".txt": ("django", "template"),
    ".js": ("djangojs", "javascript"),
}


def catalogues() -> list[Path]:
    """Every catalogue of the house, in order."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> list[Path]:
    """Compile the catalogues that are newer than their compiled form; gives those that were."""
    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3], domain=source.stem, abort_invalid=True)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
        written.append(target)
    return written


def readable(path: Path, *, how: str) -> BytesIO:
    """A source as Babel reads it: of a template only the Python that its tags stand for."""
    text = path.read_text(encoding="utf-8")
    if how == "template":
        from django.utils.translation.template import templatize

        # The indentation is the page's, not Python's: without it every line can be read.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    return BytesIO(text.encode())


def messages(domain: str) -> Iterator[tuple[Path, int, object, list[str], object]]:
    """Every sentence of a domain that the sources ask for: file, line, sentence, comments, context."""
    for path in sorted(SOURCES.rglob("*")):
        if KINDS.get(path.suffix, (None,))[0] != domain:
            continue
        how = KINDS[path.suffix][1]
        method = "javascript" if how == "javascript" else "python"
        options = {"encoding": "utf-8"}
        found = extract(method, readable(path, how=how), KEYWORDS, ("Translators:",), options)
        for line, sentence, comments, context in found:
            yield path.relative_to(ROOT), line, sentence, comments, context


def refusals() -> Iterator[tuple[Path, str]]:
    """What a refusal says: its docstring. The core knows no gettext, so its classes are read here."""
    classes = [
        (path, node)
        for path in sorted(SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    kinds, before = {"Refusal"}, 0
    while len(kinds) > before:
        before = len(kinds)
        kinds |= {node.name for _, node in classes for base in node.bases if getattr(base, "id", "") in kinds}
    for path, node in classes:
        said = ast.get_docstring(node, clean=False)
        if node.name in kinds and said:
            yield path.relative_to(ROOT), said.strip()


def findings() -> list[str]:
    """What may be wrong with a journal, and what to do; the core knows no gettext."""
    from okienko.core.journal.findings import MENDS, SENTENCES

    return [*SENTENCES.values(), *dict.fromkeys(MENDS.values())]


def template_of(domain: str) -> Catalog:
    """The catalogue of all sentences of a domain, not translated."""
    now = datetime.now(UTC)
    template = Catalog(domain=domain, project="Okienko", header_comment=HEADER, creation_date=now)
    for path, _line, sentence, comments, context in messages(domain):
        template.add(sentence, locations=[(path.as_posix(), None)], auto_comments=comments, context=context)
    for sentence in findings() if domain == "django" else ():
        template.add(sentence, locations=[("src/okienko/core/journal/findings.py", None)])
    for path, sentence in refusals() if domain == "django" else ():
        template.add(sentence, locations=[(path.as_posix(), None)])
    return template


def update(language: str, *, domain: str) -> Path | None:
    """Bring one catalogue up to date, keeping what is translated; None for a domain without sentences."""
    target = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    template = template_of(domain)
    if not len(template) and not target.exists():
        return None
    catalogue = Catalog(locale=language, domain=domain, project="Okienko", header_comment=HEADER)
    if target.exists():
        with target.open("rb") as text:
            catalogue = read_po(text, locale=language, domain=domain)
    catalogue.update(template, no_fuzzy_matching=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as text:
        write_po(text, catalogue, width=110, sort_output=True, ignore_obsolete=True)
    return target


def untranslated(catalogue: Path) -> list[str]:
    """The sentences of a catalogue that have no translation, or lack one of its plural forms."""
    with catalogue.open("rb") as text:
        entries = [entry for entry in read_po(text, locale=catalogue.parts[-3]) if entry.id]
    waiting = [entry for entry in entries if not all(as_forms(entry.string))]
    return [as_forms(entry.id)[0] for entry in waiting]


def as_forms(words: str | list[str] | tuple[str, ...]) -> list[str]:
    """The plural forms of a sentence; one that has none is a single form."""
    return [words] if isinstance(words, str) else list(words)


def main(arguments: list[str]) -> None:
    """Compile what changed, or collect the sentences anew and say how many wait for a translator."""
    if arguments == ["compile"]:
        compile_all()
        return
    if arguments != ["extract"]:
        sys.exit("say: python -m tools.translations compile|extract")
    updated = [update(language, domain=domain) for language in LANGUAGES for domain in ("django", "djangojs")]
    for target in filter(None, updated):
        print(f"{target.relative_to(ROOT)}: {len(untranslated(target))} sentences to translate")
    compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
