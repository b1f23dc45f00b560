"""The shape of the house: small files, short functions, rooms named by nouns."""

import ast
from collections import Counter
from pathlib import Path

from tests.house.checkout import LAYERS, PACKAGE, ROOT, functions, named, sources, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DEEPEST_NESTING = 3
FULLEST_FOLDER = 12
# Names that say nothing about what lies inside, so that everything ends up there.
EMPTY_NAMES = {"common", "constants", "data", "functions", "generic", "helper", "helpers", "info", "lib"}
EMPTY_NAMES |= {"managers", "misc", "stuff", "util", "utils"}
BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def length(node: ast.AST) -> int:
    """How many lines a function takes, its signature and docstring included."""
    return node.end_lineno - node.lineno + 1


def nesting(node: ast.AST, *, depth: int = 0) -> int:
    """How deep the blocks of a function lie within each other; `elif` is no deeper than its `if`."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        is_deeper = isinstance(child, BLOCKS) and not is_elif
        deepest = max(deepest, nesting(child, depth=depth + is_deeper))
    return deepest


def test_no_file_is_longer_than_300_lines():
    def lines(path: Path) -> int:
        return len(path.read_text(encoding="utf-8").splitlines())

    lengths = {named(path): lines(path) for path in sources(".py", ".js")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{named(path)}:{node.lineno} {node.name}": length(node)
        for path in sources(".py")
        for node in functions(path)
        if length(node) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_function_nests_deeper_than_three_blocks():
    deep = {
        f"{named(path)}:{node.lineno} {node.name}": nesting(node)
        for path in sources(".py")
        for node in functions(path)
        if nesting(node) > DEEPEST_NESTING
    }
    assert deep == {}


def test_no_folder_holds_more_than_twelve_modules():
    inside = [path for path in sources(".py") if PACKAGE in path.parents and path.name != "__init__.py"]
    counts = Counter(path.parent for path in inside)
    assert {named(folder): count for folder, count in counts.items() if count > FULLEST_FOLDER} == {}


def test_modules_and_packages_are_named_by_nouns_that_say_something():
    def parts(path: Path) -> set[str]:
        return set(path.relative_to(ROOT).with_suffix("").parts)

    assert [named(path) for path in sources(".py") if parts(path) & EMPTY_NAMES] == []


def test_every_package_says_in_one_sentence_what_it_holds():
    packages = [path for path in sources(".py") if path.name == "__init__.py" and PACKAGE in path.parents]
    assert [named(path) for path in packages if not ast.get_docstring(tree(path))] == []


def test_the_package_has_the_layers_and_nothing_beside_them():
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found == set(LAYERS)


def test_only_the_console_prints():
    def prints(path: Path) -> bool:
        calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
        return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)

    console = PACKAGE / "faces" / "console"
    inside = [path for path in sources(".py") if PACKAGE in path.parents and console not in path.parents]
    assert [named(path) for path in inside if path != console.with_suffix(".py") and prints(path)] == []


def test_nothing_is_left_for_later_in_the_code():
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    def holds_a_mark(path: Path) -> bool:
        return any(mark in path.read_text(encoding="utf-8") for mark in marks)

    code = sources(".py", ".js", ".html", ".css", ".toml")
    assert [named(path) for path in code if holds_a_mark(path)] == []
