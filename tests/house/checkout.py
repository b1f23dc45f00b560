"""The checkout as the house tests read it: its files and the parts of its Python."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "okienko"
LAYERS = ("core", "records", "links", "actions", "ui", "faces", "config")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def files() -> tuple[Path, ...]:
    """Every file that is part of the repository or is about to be, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def named(path: Path) -> str:
    """A file as a person names it: its path within the checkout."""
    return path.relative_to(ROOT).as_posix()


def sources(*suffixes: str) -> Iterator[Path]:
    """The files with these suffixes that people write: migrations are written by Django."""
    return (path for path in files() if path.suffix in suffixes and "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a Python file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, FUNCTIONS))


@cache
def project() -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def module_exists(dotted: str) -> bool:
    """Whether okienko has this module or package, without importing it: `actions.keeper`."""
    place = PACKAGE.joinpath(*dotted.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def documents() -> list[Path]:
    """Every document of the house."""
    return list(sources(".md"))
