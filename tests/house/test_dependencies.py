"""What Okienko stands on: each dependency has its reason, each pin its hash, and no file names an address."""

import re
import tomllib

import pytest

from tests.house.checkout import ROOT, project

REQUIREMENTS = ("run", "test", "postgres")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def canonical(requirement: str) -> str:
    """The bare name of a requirement: `psycopg[binary]~=3` is psycopg."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(kind: str) -> dict[str, str]:
    """The pinned version of each package in a hash file."""
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return {canonical(name): version for name, version in PIN.findall(text)}


def declared() -> list[str]:
    """Every requirement of pyproject.toml."""
    optional = project()["project"]["optional-dependencies"]
    return [*project()["project"]["dependencies"], *(each for extra in optional.values() for each in extra)]


def test_every_dependency_says_why_it_is_here():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for requirement in declared():
        line = next(line for line in lines if line.strip().startswith(f'"{requirement}"'))
        reason = line.partition("#")[2].strip()
        assert len(reason.split()) >= 3, f"{requirement}: say why it is here"


@pytest.mark.parametrize(("kind", "extras"), [("run", ["build"]), ("test", ["build", "test"])])
def test_the_hash_files_pin_every_dependency(kind, extras):
    optional = project()["project"]["optional-dependencies"]
    asked = [*project()["project"]["dependencies"], *(each for extra in extras for each in optional[extra])]
    assert {canonical(each) for each in asked} - set(pins(kind)) == set()


def test_the_tests_run_on_the_very_versions_that_serve():
    assert pins("run").items() <= pins("test").items()


@pytest.mark.parametrize("kind", REQUIREMENTS)
def test_every_pin_has_its_hashes_and_no_address(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    blocks = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]
    assert all("--hash=sha256:" in block for block in blocks)
    assert re.search(r"://|--(extra-)?index|--find-links|--trusted", text) is None


def test_the_version_is_said_once():
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"softwareVersion: {described}" in (ROOT / "publiccode.yaml").read_text(encoding="utf-8")
