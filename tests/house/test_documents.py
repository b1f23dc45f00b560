"""The documents say what is there: links lead somewhere, commands exist, words are in the glossary."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.checkout import PACKAGE, ROOT, documents, module_exists, named

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
CODE = re.compile(r"`([^`\n]+)`|^    (.+)$|^(?:\$ )?(okienko .+)$", re.MULTILINE)
# Not the user of that name (sudo -u okienko …), nor a folder before another word.
COMMAND = re.compile(r"(?<!-u)(?:^|\s|bin/)okienko ([a-z][a-z-]*)")
SUBJECTS = {"office", "catalogue", "hall", "matter", "contact", "cash", "calendar", "standards", "people"}
FIRST_DOCUMENTS = ("README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY")


def read(name: str) -> str:
    """The text of a file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(text: str) -> list[str]:
    """What a document shows as code: between backticks or indented."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = ["".join(groups) for groups in CODE.findall(text)]
    return [line for block in (*fenced, *inline) for line in block.splitlines()]


@pytest.mark.parametrize("name", FIRST_DOCUMENTS)
def test_the_first_documents_are_there(name):
    assert read(f"{name}.md").startswith("# ")


@pytest.mark.parametrize("document", documents(), ids=named)
def test_every_relative_link_leads_somewhere(document):
    targets = [link.partition("#")[0] for link in LINK.findall(document.read_text(encoding="utf-8"))]
    relative = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
    assert [target for target in relative if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", documents(), ids=named)
def test_every_make_target_that_a_document_names_exists(document):
    defined = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    code = "\n".join(code_in(document.read_text(encoding="utf-8")))
    assert set(TARGET.findall(code)) <= defined


def test_the_makefile_explains_each_of_its_targets():
    phony = set(re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)[1].split())
    told = set(re.findall(r'^\t@echo "make ([a-z-]+)', read("Makefile"), re.MULTILINE))
    assert phony - told == {"help", "environment"}


def commands_in_documents() -> list[str]:
    """Every okienko command that a document or the service unit names."""
    code = [line for document in documents() for line in code_in(document.read_text(encoding="utf-8"))]
    return sorted(set(COMMAND.findall("\n".join([*code, read("docs/operate/okienko.service")]))))


@pytest.mark.parametrize("command", commands_in_documents())
def test_every_okienko_command_that_a_document_names_exists(command):
    if not module_exists("faces.console"):
        pytest.skip("okienko.faces.console, which is not built yet")
    program = "from okienko.faces.console import main; import sys; sys.exit(main())"
    ask = [sys.executable, "-c", program, command, "--help"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    outcome = subprocess.run(ask, capture_output=True, text=True, env=environment)
    assert outcome.returncode == 0, outcome.stderr


def test_the_readme_shows_the_picture_of_the_stage_once_it_is_made():
    assert ("docs/images/stage.png" in read("README.md")) == (ROOT / "docs/images/stage.png").exists()


def test_the_glossary_holds_the_subject_of_every_room():
    words = set(re.findall(r"^\| ([^|]+?) \|", read("docs/domain/glossary.md"), re.MULTILINE))
    rooms = {path.parent.name for path in PACKAGE.glob("core/*/__init__.py")}
    assert rooms | SUBJECTS <= words


def test_the_glossary_has_one_row_for_each_word():
    words = re.findall(r"^\| ([^|]+?) \|", read("docs/domain/glossary.md"), re.MULTILINE)
    ours = [word for word in words if word != "English" and not word.startswith("---")]
    assert sorted(ours) == sorted(set(ours))


def test_the_changelog_opens_with_what_is_not_released_yet_or_with_a_version():
    sections = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    released = re.compile(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d")
    assert sections
    assert all(section == "[Unreleased]" or released.fullmatch(section) for section in sections)


def test_the_licence_is_the_whole_eupl():
    text = read("LICENSE")
    articles = [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)]
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert articles == list(range(1, 16))
    assert "Mozilla Public Licence" in text.partition("\n\n\n")[2], "the appendix is missing"


def test_publiccode_has_the_keys_that_its_standard_demands():
    keys = set(re.findall(r"^([A-Za-z]+):", read("publiccode.yaml"), re.MULTILINE))
    identity = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert keys >= identity | {"description", "legal", "maintenance", "localisation"}


def test_publiccode_describes_at_the_length_that_its_standard_demands():
    text = read("publiccode.yaml")
    short = re.findall(r"shortDescription: (.+)", text)
    long = re.findall(r"longDescription: >\n((?: {6}.+\n)+)", text)
    assert all(len(each) <= 150 for each in short)
    assert all(150 <= len(" ".join(each.split())) <= 10_000 for each in long)
    assert len(short) == len(long) == 2


def test_decision_records_are_numbered_without_gaps_and_listed():
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    listed = read("docs/adr/README.md")
    assert [name for name in records if name not in listed] == []
    assert len({name[:4] for name in records}) == len(records)
