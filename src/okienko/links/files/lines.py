"""On which line of a TOML text each key stands.

The standard TOML reader gives values without their lines. This small scanner walks the same text, skips
strings, comments and brackets that run over several lines, and notes the line of each table header and each
key. It is only asked about texts that have already been read without a fault, so it may be simple; a place it
does not know has the line of the nearest place around it.
"""

import re
from collections.abc import Iterator, Mapping

_KEY = re.compile(r"""\s*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)\s*""")
_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[\[\]{},=]|\n''',
    re.DOTALL,
)

Step = str | int


def lines_of(text: str) -> Mapping[tuple[Step, ...], int]:
    """Each place of the text with its line, counted from 1; what only longer headers name has the line of the first."""
    lines: dict[tuple[Step, ...], int] = {}
    around: dict[tuple[Step, ...], int] = {}
    for place, line in _scan(text.replace("\r\n", "\n")):
        lines[place] = line
        for depth in range(1, len(place)):
            around.setdefault(place[:depth], line)
    return around | lines


def _scan(text: str) -> Iterator[tuple[tuple[Step, ...], int]]:
    table: tuple[Step, ...] = ()
    counts: dict[tuple[Step, ...], int] = {}
    at, line = 0, 1
    while at < len(text):
        end = _end_of_statement(text, at)
        statement = text[at:end]
        bare = statement.lstrip(" \t")
        if bare.startswith("["):
            table = _header(bare, counts)
            yield table, line
        elif bare.strip() and not bare.startswith("#"):
            keys, after = _keys(statement, 0)
            for depth in range(1, len(keys) + 1):
                yield (*table, *keys[:depth]), line
            yield from _inside(statement, after, (*table, *keys), line)
        line += text.count("\n", at, end)
        at = end


def _end_of_statement(text: str, at: int) -> int:
    """Where a line ends that may run on inside brackets and long strings."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        elif token[0] == "\n" and depth <= 0:
            return token.end()
    return len(text)


def _header(statement: str, counts: dict[tuple[Step, ...], int]) -> tuple[Step, ...]:
    """The path of a [table] or of one more [[table of a list]]."""
    many = statement.startswith("[[")
    keys, _ = _keys(statement, 2 if many else 1)
    path: tuple[Step, ...] = ()
    for depth, key in enumerate(keys, start=1):
        path = (*path, key)
        if many and depth == len(keys):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """A dotted key, and where it ends."""
    keys: list[str] = []
    while (match := _KEY.match(text, at)) is not None:
        word = match[1]
        keys.append(word[1:-1] if word[0] in "\"'" else word)
        at = match.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(keys), at


def _inside(statement: str, at: int, path: tuple[Step, ...], line: int) -> Iterator[tuple[tuple[Step, ...], int]]:
    """The places inside a value that is a list or an inline table."""
    stack: list[tuple[tuple[Step, ...], str, int]] = []  # where we are, which bracket, how many items so far
    here, base = path, line
    expects_key = False
    while at < len(statement):
        if expects_key and (match := _KEY.match(statement, at)) is not None:
            keys, after = _keys(statement, at)
            here = (*stack[-1][0], *keys)
            yield here, base + statement.count("\n", 0, match.start(1))
            at, expects_key = after, False
            continue
        token = _TOKEN.search(statement, at)
        if token is None:
            return
        at, sign = token.end(), token[0]
        where = base + statement.count("\n", 0, token.start())
        if sign in ("[", "{"):
            stack.append((here, sign, 0))
            expects_key = sign == "{"
            if sign == "[":
                here = (*here, 0)
                yield here, _line_of_next(statement, at, base)
        elif sign in ("]", "}") and stack:
            here, expects_key = stack.pop()[0], False
        elif sign == "," and stack:
            place, bracket, count = stack[-1]
            stack[-1] = (place, bracket, count + 1)
            expects_key = bracket == "{"
            if bracket == "[":
                here = (*place, count + 1)
                yield here, max(where, _line_of_next(statement, at, base))
        elif sign == "\n" and not stack:
            return


def _line_of_next(statement: str, at: int, base: int) -> int:
    """The line of the next thing that is neither blank nor a comment."""
    match = re.compile(r"(?:\s|#[^\n]*\n)*").match(statement, at)
    return base + statement.count("\n", 0, match.end() if match else at)
