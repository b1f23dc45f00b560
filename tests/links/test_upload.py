"""A description that was sent: the same files as from a directory, and nothing that harms."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from okienko.core.description.wording import _UPLOAD
from okienko.links.files import content_hash, read_directory, read_upload
from okienko.links.files.directory import MOST_BYTES, MOST_FILES
from okienko.links.files.upload import MOST_TOGETHER

DEMO = Path(__file__).parents[2] / "offices" / "demo"


def packed(files: dict, *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", how) as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    return archive.getvalue()


def told(*parts: tuple[str, bytes]) -> list:
    return [(each.code, each.file) for each in read_upload(parts).faults]


@pytest.mark.parametrize("folder", ["", "demo/", "urzad/opis/"])
def test_a_zip_gives_the_same_files_as_the_directory(folder):
    files = read_directory(DEMO).files
    read = read_upload([("opis.zip", packed({f"{folder}{name}": text for name, text in files.items()}))])
    inside = {name.removeprefix("opis/"): text for name, text in read.files.items()}
    assert read.faults == ()
    assert content_hash(inside) == content_hash(files)


def test_files_one_by_one_give_the_same_as_the_directory():
    files = read_directory(DEMO).files
    read = read_upload([(name, text.encode()) for name, text in files.items()])
    assert (dict(read.files), read.faults) == (files, ())


def test_what_systems_hide_in_an_archive_is_left_alone():
    read = read_upload([("a.zip", packed({"demo/a.toml": "", "__MACOSX/demo/._a.toml": b"\xff", "demo/.git/x": "1"}))])
    assert (dict(read.files), read.faults) == ({"a.toml": ""}, ())


UNSAFE = ["../a.toml", "demo/../../a.toml", "/etc/a.toml", "C:/a.toml", "a\\..\\b.toml", "a\n.toml",
          "x" * 300 + ".toml"]


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_leads_out_is_refused(name):
    assert told(("a.zip", packed({"a.toml": "", name: ""}))) == [("unsafe-path", name[:200])]
    assert told((name, b"")) == [("unsafe-path", name[:200])]


def test_a_small_archive_that_holds_too_much_is_refused_without_being_unpacked():
    bomb = packed({"a.toml": b"#" * (MOST_BYTES * 40)})
    assert len(bomb) < 60_000
    assert told(("a.zip", bomb)) == [("too-big", "a.toml")]
    many = packed({f"{number}.toml": b"#" * (MOST_BYTES - 1) for number in range(1 + MOST_TOGETHER // MOST_BYTES)})
    assert [code for code, _ in told(("a.zip", many))] == ["too-much"]


def test_an_archive_that_lies_about_its_sizes_is_no_way_round_the_bound():
    honest = packed({"a.toml": b"#" * (MOST_BYTES * 2)})
    small = (100).to_bytes(4, "little")
    lying = honest.replace((MOST_BYTES * 2).to_bytes(4, "little"), small)
    assert lying != honest
    assert told(("a.zip", lying))[0][0] in ("not-zip", "too-big")


def test_too_many_files_are_refused():
    assert told(("a.zip", packed({f"{n}.toml": "" for n in range(MOST_FILES + 1)}))) == [("too-many-files", "a.zip")]
    assert [code for code, _ in told(*((f"{n}.toml", b"") for n in range(MOST_FILES + 1)))] == ["too-many-files"]


def locked() -> bytes:
    content = bytearray(packed({"a.toml": "x = 1"}))
    for head, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(head) + place] |= 1
    return bytes(content)


def linked() -> bytes:
    link = zipfile.ZipInfo("a.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed({link: "/etc/passwd"})


@pytest.mark.parametrize(("parts", "faults"), [
    ([], [("nothing-sent", "")]),
    ([("readme.md", b"x")], [("nothing-sent", "")]),
    ([("a.zip", b"PK\x03\x04 and no more")], [("not-zip", "a.zip")]),
    ([("a.zip", b"text")], [("not-zip", "a.zip")]),
    ([("a.zip", locked())], [("zip-locked", "a.toml")]),
    ([("a.zip", linked())], [("link-outside", "a.toml")]),
    ([("a.toml", b""), ("a.toml", b"")], [("file-twice", "a.toml")]),
    ([("a.toml", b""), ("plan.pdf", b"%PDF")], [("stray-file", "plan.pdf")]),
    ([("a.toml", b'[x]\na = "\xb3"\n')], [("not-utf8", "a.toml")]),
    ([("a.toml", b"#" * (MOST_BYTES + 1))], [("too-big", "a.toml")]),
], ids=lambda each: each[0][0] if each and isinstance(each[0][0], str) else None)
def test_what_cannot_be_taken_is_told_by_its_name(parts, faults):
    assert told(*parts) == faults


def test_every_kind_of_fault_of_sent_files_can_be_told():
    elsewhere = {"another-office", "sections-missing", "too-much-packed"}  # tests/faces/setup/test_new_description.py
    here = {"nothing-sent", "not-zip", "zip-locked", "too-much", "file-twice", "unsafe-path"}
    assert here | elsewhere == set(_UPLOAD)
