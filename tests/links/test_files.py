"""Files in and out: the same bytes, every fault with its line, nothing from outside the directory."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from okienko.core.description.fault import fault
from okienko.core.description.wording import _FILES
from okienko.links.files import (
    DirectoryNotEmpty,
    UnsafePath,
    content_hash,
    parse,
    read_directory,
    write_directory,
)
from okienko.links.files.directory import MOST_BYTES, MOST_FILES
from okienko.links.files.lines import lines_of

OFFICES = Path(__file__).parents[2] / "offices"


def written(folder: Path, files: dict) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def told(folder: Path) -> list:
    read = read_directory(folder)
    faults = [*read.faults, *parse(read.files, unreadable=read.unreadable).faults]
    return [(each.code, each.file.removeprefix(f"{folder}/"), each.line) for each in faults]


BROKEN = [
    ("not-toml", "a.toml", 2, {"a.toml": "[x]\na == 1\n"}),
    ("not-toml", "a.toml", 3, {"a.toml": '[x]\na = 1\nb = "open\nc = 2\n'}),
    ("key-needs-quotes", "a.toml", 2, {"a.toml": "[queues.A]\n[queues.Ś]\n"}),
    ("key-needs-quotes", "a.toml", 2, {"a.toml": '[people]\nżaneta = { name = "Żaneta" }\n'}),
    ("endless-number", "a.toml", 2, {"a.toml": "\na = " + "9" * 5000}),
    ("duplicate-key", "a.toml", 3, {"a.toml": "[x]\na = 1\na = 2\n"}),
    ("duplicate-key", "a.toml", 3, {"a.toml": "[x]\na = 1\n[x]\n"}),
    ("not-utf8", "a.toml", 2, {"a.toml": b'[x]\na = "\xb3"\n'}),
    ("too-big", "a.toml", 0, {"a.toml": b"#" * (MOST_BYTES + 1)}),
    ("too-deep", "a.toml", 1, {"a.toml": "a = " + "[" * 5000 + "]" * 5000}),
    ("stray-file", "plan.pdf", 0, {"a.toml": "", "plan.pdf": b"%PDF"}),
    ("given-twice", "b.toml", 2, {"a.toml": "[x.one]\n", "b.toml": "\n[x.one]\n"}),
    ("given-twice", "b.toml", 1, {"a.toml": "x = 1\n", "b.toml": "[x]\n"}),
]


def test_a_section_given_twice_is_not_held_against_what_depends_on_it():
    assert parse({"a.toml": "[desks.1]\n[office]\n", "b.toml": "[desks.1]\n"}).unread == {"desks"}


@pytest.mark.parametrize(
    ("code", "file", "line", "files"), BROKEN, ids=[f"{each[0]} {i}" for i, each in enumerate(BROKEN)]
)
def test_a_broken_file_is_told_with_its_line(tmp_path, code, file, line, files):
    assert told(written(tmp_path, files)) == [(code, file, line)]


def test_a_directory_that_is_missing_or_empty_is_told(tmp_path):
    assert [each[0] for each in told(tmp_path / "nowhere")] == ["no-directory"]
    assert [each[0] for each in told(tmp_path)] == ["no-files"]


def test_too_many_files_are_refused(tmp_path):
    written(tmp_path, {f"{number}.toml": "" for number in range(MOST_FILES + 1)})
    assert [each[0] for each in told(tmp_path)] == ["too-many-files"]


def test_links_out_of_the_directory_are_refused(tmp_path):
    written(tmp_path, {"secret.toml": "[x]\n", "office/a.toml": "[y]\n", "folder/b.toml": ""})
    (tmp_path / "office/b.toml").symlink_to(tmp_path / "secret.toml")
    (tmp_path / "office/folder").symlink_to(tmp_path / "folder")
    (tmp_path / "office/c.toml").symlink_to(tmp_path / "office/a.toml")
    read = read_directory(tmp_path / "office")
    assert [(each.code, each.file) for each in read.faults] == [("link-outside", "b.toml"), ("link-outside", "folder")]
    assert set(read.files) == {"a.toml", "c.toml"}


def test_every_kind_of_fault_in_a_file_is_broken_here(tmp_path):
    here = {"no-directory", "no-files", "too-many-files", "link-outside", "unreadable-file"}
    assert {code for code, *_ in BROKEN} | here == set(_FILES)


def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    written(tmp_path, {"a.toml": ""})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (only,) = read_directory(tmp_path).faults
    assert (only.code, only.params["reason"]) == ("unreadable-file", "Permission denied")


def test_the_sections_of_a_broken_file_are_known_as_unread(tmp_path):
    read = read_directory(written(tmp_path, {"a.toml": "[people.x]\nname = \n", "b.toml": b"[desks.1]\nx = '\xff'\n"}))
    assert parse(read.files, unreadable=read.unreadable).unread == {"people", "desks"}


def test_a_file_saved_with_a_byte_order_mark_is_read_and_kept_as_it_is(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'\xef\xbb\xbf[office]\r\nname = "x"\r\n')
    files = read_directory(tmp_path).files
    read = parse(files)
    assert (read.faults, read.tables) == ((), {"office": {"name": "x"}})
    assert read.where[("office", "name")] == ("a.toml", 2)
    write_directory(tmp_path / "back", files)
    assert (tmp_path / "back" / "a.toml").read_bytes() == (tmp_path / "a.toml").read_bytes()


def test_hidden_files_are_left_alone(tmp_path):
    assert told(written(tmp_path, {"a.toml": "", ".git/config": b"\xff", ".swp": b"\xff"})) == []


def test_a_fault_is_placed_on_its_line_or_on_the_nearest_around_it(tmp_path):
    read = read_directory(
        written(tmp_path, {"a.toml": "[desks.7]\nkind = 'x'\n", "b/c.toml": "\n[people]\nx = {a = 1}\n"})
    )
    description = parse(read.files)

    def line(*place):
        found = description.locate(fault("missing-key", place, key="x"))
        return found.file, found.line

    assert line("desks", "7", "kind") == ("a.toml", 2)
    assert line("desks", "7", "label") == ("a.toml", 1)
    assert line("people", "x", "a") == ("b/c.toml", 3)
    assert line("office") == ("", 0)


@pytest.mark.parametrize("name", ["legnica", "demo"])
def test_what_is_written_back_is_what_was_read(tmp_path, name):
    read = read_directory(OFFICES / name)
    assert read.faults == ()
    write_directory(tmp_path / "out", read.files)
    for path in read.files:
        assert (tmp_path / "out" / path).read_bytes() == (OFFICES / name / path).read_bytes()
    assert content_hash(read_directory(tmp_path / "out").files) == content_hash(read.files)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,3}\.toml", fullmatch=True), st.text(), max_size=4), st.data())
def test_any_text_survives_and_any_change_changes_the_hash(tmp_path_factory, files, data):
    folder = tmp_path_factory.mktemp("files") / "out"
    texts = {name: text.encode("utf-8", "replace").decode() for name, text in files.items()}
    write_directory(folder, texts)
    assert {path.name: path.read_bytes().decode() for path in folder.glob("*")} == texts
    for name in texts:
        assert content_hash(texts | {name: texts[name] + " "}) != content_hash(texts)
        assert content_hash({f"x/{key}" if key == name else key: text for key, text in texts.items()}) != content_hash(
            texts
        )


def test_a_directory_with_files_is_not_written_over(tmp_path):
    written(tmp_path, {"keep.txt": "mine"})
    with pytest.raises(DirectoryNotEmpty):
        write_directory(tmp_path, {"a.toml": ""})
    assert [path.name for path in tmp_path.iterdir()] == ["keep.txt"]


@pytest.mark.parametrize("name", ["../a.toml", "/etc/a.toml", "a/../../b.toml", "a\\b.toml", "a.sh"])
def test_a_stored_path_that_leads_out_is_refused(tmp_path, name):
    with pytest.raises(UnsafePath):
        write_directory(tmp_path / "out", {"good.toml": "", name: ""})
    assert not (tmp_path / "out").exists()


SAMPLE = '''# [not.this]
title = "a # b"
[one."two.three"]
list = [
  "x", # "y"
  { k = 1, l = [1, 2] },

  "z",
]
text = """
[no]
x = 1
"""
[[many]]
a.b = 1
[[many]]
a = 2
[many.sub]
q = 1
'''


def test_the_scanner_knows_the_line_of_every_key():
    lines = lines_of(SAMPLE)
    asked = {
        ("title",): 2,
        ("one", "two.three"): 3,
        ("one", "two.three", "list"): 4,
        ("one", "two.three", "list", 0): 5,
        ("one", "two.three", "list", 1, "l"): 6,
        ("one", "two.three", "list", 2): 8,
        ("one", "two.three", "text"): 10,
        ("many", 0, "a", "b"): 15,
        ("many", 1, "a"): 17,
        ("many", 1, "sub", "q"): 19,
    }
    assert {place: lines.get(place) for place in asked} == asked
    assert ("no",) not in lines


def every_key(table, place=()):
    for key, value in table.items():
        yield (*place, key)
        if isinstance(value, dict):
            yield from every_key(value, (*place, key))


@pytest.mark.parametrize("path", sorted(OFFICES.rglob("*.toml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_key_of_our_offices_has_the_line_where_it_stands(path):
    text = path.read_text(encoding="utf-8")
    lines, rows = lines_of(text), text.split("\n")
    for place in every_key(tomllib.loads(text)):
        if place in lines:
            assert place[-1] in rows[lines[place] - 1]
        else:
            assert any(known[: len(place)] == place for known in lines)  # an implied table


@example("{]0")
@given(st.text())
def test_the_scanner_ends_on_any_text(text):
    assert all(line >= 1 for line in lines_of(text).values())
