"""Applying a description: one revision, whole or not at all, and given back unchanged."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okienko.actions import office
from okienko.actions.description import examine, office_of
from okienko.actions.office import (
    NoSuchOffice,
    NoSuchRevision,
    apply,
    current_office,
    plan_against_applied,
    revision,
)
from okienko.config.halls import Descriptions
from okienko.core.description.fault import FaultyDescription
from okienko.faces.console import main
from okienko.links.files import content_hash, read_directory
from okienko.records.office import Office, OfficeRevision

pytestmark = pytest.mark.django_db

OFFICES = Path(__file__).parents[2] / "offices"
AT = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)


def files(name: str = "demo") -> dict:
    return dict(read_directory(OFFICES / name).files)


def changed(old: str, new: str) -> dict:
    some = files()
    assert old in some["office.toml"]
    return some | {"office.toml": some["office.toml"].replace(old, new)}


def test_a_description_is_applied_as_a_revision_with_its_hash():
    applied = apply(files(), by="anna", note="pierwsza", at=AT)
    row = OfficeRevision.objects.get()
    assert (applied.slug, applied.number, applied.is_new) == ("demo", 1, True)
    assert (row.number, row.content_hash, row.applied_by, row.note) == (1, content_hash(files()), "anna", "pierwsza")
    assert row.applied_at == AT


def test_what_was_applied_is_given_back_unchanged():
    apply(files("legnica"), by="anna", at=AT)
    assert revision("legnica").files == files("legnica")


def test_the_same_files_make_no_new_revision():
    apply(files(), by="anna", at=AT)
    again = apply(files(), by="jan", at=AT)
    assert (again.number, again.is_new) == (1, False)
    assert OfficeRevision.objects.count() == 1


def test_a_change_is_the_next_revision_and_the_earlier_one_stays():
    apply(files(), by="anna", at=AT)
    applied = apply(changed("target_minutes = 15", "target_minutes = 20"), by="anna", at=AT)
    assert applied.number == 2
    assert current_office("demo").queues["A"].target_minutes == 20
    assert revision("demo", number=1).files == files()


def test_a_new_name_is_taken_over():
    apply(files(), by="anna", at=AT)
    apply(changed("Urząd Gminy Przykładowo (demonstracja)", "Urząd Miasta Przykładowo"), by="anna", at=AT)
    assert Office.objects.get().name == "Urząd Miasta Przykładowo"


def test_a_description_with_a_fault_changes_nothing():
    with pytest.raises(FaultyDescription) as refused:
        apply(changed("capacity = 12", "capacity = 0"), by="anna", at=AT)
    assert refused.value.faults[0].file == "office.toml"
    assert not Office.objects.exists()


def test_the_plan_compares_with_what_is_applied():
    assert plan_against_applied(files(), at=AT).count("added") > 10
    apply(files(), by="anna", at=AT)
    assert not plan_against_applied(files(), at=AT)
    found = plan_against_applied(changed("target_minutes = 15", "target_minutes = 20"), at=AT)
    assert {(change.kind, change.id) for change in found.changes} == {("queues", "A"), ("services", "pismo")}


def test_the_applied_office_knows_its_public_holidays():
    apply(files(), by="anna", at=AT)
    assert current_office("demo").opening(date(2026, 12, 24)) is None


def test_an_office_or_revision_that_is_not_there_is_named():
    with pytest.raises(NoSuchOffice):
        current_office("demo")
    apply(files(), by="anna", at=AT)
    with pytest.raises(NoSuchRevision):
        revision("demo", number=2)


def test_the_commands_apply_plan_and_export(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OKIENKO_LANG", "en")
    assert main(["apply", str(OFFICES / "demo"), "--by", "anna"]) == 0
    assert main(["apply", str(OFFICES / "demo")]) == 0
    assert main(["plan", str(OFFICES / "demo")]) == 0
    assert main(["export", "demo", str(tmp_path / "out")]) == 0
    assert main(["export", "demo", str(tmp_path / "out")]) == 2
    assert main(["export", "nowhere", str(tmp_path / "other")]) == 2
    printed = capsys.readouterr()
    assert "demo: revision 1" in printed.out
    assert "nothing has changed since revision 1" in printed.out
    assert "Nothing would change." in printed.out
    assert "already holds files" in printed.err
    assert read_directory(tmp_path / "out").files == files()


def test_an_office_whose_files_were_changed_beside_the_program_goes_on_and_the_log_says_so(caplog):
    apply(files(), by="anna", at=AT)
    row = OfficeRevision.objects.get()
    row.files = files() | {"office.toml": files()["office.toml"] + "# later\n"}
    row.save()
    office._read.cache_clear()  # as after a start of the program
    assert current_office("demo").slug == "demo"
    assert "the description of demo was changed after it was applied" in caplog.text
    applied = apply(files(), by="anna", at=AT)
    assert (applied.number, applied.is_new) == (2, True)
    caplog.clear()
    assert current_office("demo").slug == "demo"
    assert caplog.text == ""


class Rows:
    """A reader of one revision, whose files may be others than those of its hash."""

    def __init__(self, row: OfficeRevision) -> None:
        self.row = row

    def content_hash(self, slug):
        return self.row.content_hash

    def described(self, slug):
        return self.row


def test_the_hall_names_the_description_by_which_it_works_and_takes_the_right_one_when_it_is_there(caplog):
    row = OfficeRevision(content_hash=content_hash(files()), files=files() | {"notes.txt": "later"})
    known = Descriptions(Rows(row))
    assert known.office("demo")[0] == content_hash(row.files) != row.content_hash
    assert "was changed after it was applied" in caplog.text
    row.files = files()
    assert known.office("demo")[0] == row.content_hash


def test_what_is_asked_of_files_anew_does_not_shut_an_office_that_was_described_before():
    older = files() | {"hall.toml": "[hall_rules]\npatience = 20.0\n"}
    assert [each.code for each in examine(older, on=AT.date()).faults] == ["too-large"]
    assert office_of(older).hall_rules.patience == 20
