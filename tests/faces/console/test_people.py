"""The first administrator and a device, from the terminal."""

from pathlib import Path

import pytest
from django.utils import timezone

from okienko.actions.office import apply, current_office
from okienko.actions.people.devices import redeem_code
from okienko.faces.console import main
from okienko.links.files import read_directory
from okienko.records.office import Office
from okienko.records.people import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(monkeypatch) -> None:
    monkeypatch.setenv("OKIENKO_LANG", "en")
    Office.objects.create(slug="demo", name="Demo")


def test_the_first_administrator_gets_a_password_that_works(capsys) -> None:
    assert main(["create-admin", "demo", "--username", "Ada", "--manager"]) == 0
    password = capsys.readouterr().out.strip().split()[-1]
    account = Account.objects.get(username="ada")
    assert account.check_password(password)
    assert account.roles == ["manager", "administrator"]


def test_a_second_account_of_the_same_name_and_an_unknown_office_are_refused(capsys) -> None:
    assert main(["create-admin", "demo"]) == 0
    assert main(["create-admin", "demo"]) == 2
    assert main(["create-admin", "nowhere"]) == 2
    assert main(["enrol", "nowhere", "kiosk", "Hall"]) == 2
    assert "apply" in capsys.readouterr().err


def test_a_device_is_let_in_by_the_code_on_the_terminal(capsys) -> None:
    assert main(["enrol", "demo", "board", "Above the door"]) == 0
    code = capsys.readouterr().out.splitlines()[0].split()[-1]
    assert redeem_code(code).name == "Above the door"


def test_a_staff_id_and_an_area_are_those_of_the_offices_files(capsys) -> None:
    files = dict(read_directory(Path(__file__).parents[3] / "offices" / "demo").files)
    apply(files, by="test", at=timezone.now())
    assert main(["create-admin", "demo", "--person", "nobody-7"]) == 2
    assert main(["enrol", "demo", "board", "Above the door", "--place", "the moon"]) == 2
    told = capsys.readouterr().err
    assert "no person with this staff id" in told
    assert "no such area" in told
    office = current_office("demo")
    assert main(["create-admin", "demo", "--person", next(iter(office.people))]) == 0
    assert main(["enrol", "demo", "board", "Above the door", "--place", next(iter(office.areas))]) == 0
