"""`okienko check` and `okienko init` at a terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from okienko.actions.description import office_of
from okienko.faces.console import main
from okienko.faces.console.office.beginning import slug_of
from okienko.links.files import read_directory, write_directory

OFFICES = Path(__file__).parents[3] / "offices"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("OKIENKO_LANG", "en")


@pytest.fixture
def demo(tmp_path) -> Path:
    """A copy of the smallest office, to break."""
    write_directory(tmp_path / "demo", read_directory(OFFICES / "demo").files)
    return tmp_path / "demo"


def edit(folder: Path, old: str, new: str) -> int:
    """Change the text; gives the line where the change stands."""
    text = (folder / "office.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "office.toml").write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("name", ["legnica", "demo"])
def test_an_office_without_faults_passes(name, capsys):
    assert main(["check", str(OFFICES / name)]) == 0
    assert "no faults" in capsys.readouterr().out


def test_a_fault_is_printed_with_file_line_place_and_mend(demo, capsys):
    line = edit(demo, "capacity = 12", "capacity = 0")
    assert main(["check", str(demo)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{demo}/office.toml:{line}  areas.sala.capacity  ")
    assert "Write at least 1" in first


def test_the_same_fault_is_told_in_polish(demo, capsys, monkeypatch):
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    edit(demo, "capacity = 12", "capacity = 0")
    assert main(["check", str(demo)]) == 1
    assert "Napisz co najmniej 1" in capsys.readouterr().out


def test_broken_toml_and_a_fault_in_another_file_are_told_together(demo, capsys):
    edit(demo, "capacity = 12", "capacity = 0")
    (demo / "extra.toml").write_text("[notices.x]\ntitle = \n", encoding="utf-8")
    assert main(["check", str(demo)]) == 1
    printed = capsys.readouterr().out
    assert "extra.toml:2  This is not TOML" in printed
    assert printed.rstrip().endswith("Faults: 2.")


def test_an_unknown_country_has_no_holidays(demo, capsys):
    edit(demo, 'public_holidays = "PL"', 'public_holidays = "Polska"')
    assert main(["check", str(demo)]) == 1
    assert "The public holidays of “Polska” are not known" in capsys.readouterr().out


def test_a_missing_directory_is_one_fault(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().out.rstrip().endswith("Faults: 1.")


@pytest.mark.parametrize(
    "more", [[], ["--cash", "no"], ["--desks", "7"], ["--hours", "7:30-18:00"], ["--name", 'Gmina "Łąka"\\']]
)
def test_a_new_office_passes_its_check(tmp_path, more, capsys):
    assert main(["init", str(tmp_path / "new"), "--yes", *more]) == 0
    assert main(["check", str(tmp_path / "new")]) == 0


def test_what_is_not_given_is_asked_until_it_can_be_used(tmp_path, monkeypatch, capsys):
    answers = iter(["Urząd Gminy Łąck", "Zła Nazwa", "", "ul. Polna 1", "", "8-16", "08:00-15:00", "1", "tak"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["init", str(tmp_path / "new")]) == 0
    assert 'slug = "urzad-gminy-lack"' in (tmp_path / "new/office.toml").read_text(encoding="utf-8")
    assert 'mon-fri = "08:00-15:00"' in (tmp_path / "new/calendar.toml").read_text(encoding="utf-8")
    assert main(["check", str(tmp_path / "new")]) == 0


def test_a_fault_of_several_days_is_told_once_with_the_names_of_the_days(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    assert main(["init", str(tmp_path / "new"), "--yes", "--desks", "1", "--cash", "no"]) == 0
    staff = tmp_path / "new" / "staff.toml"
    staff.write_text(staff.read_text(encoding="utf-8").replace("u-1 08:00-16:00", "u-1 08:00-15:00"), encoding="utf-8")
    capsys.readouterr()
    main(["check", str(tmp_path / "new")])
    told = [line for line in capsys.readouterr().out.splitlines() if "nikt nie przyjmuje o 15:00" in line]
    assert len(told) == 1 and "(poniedziałek, wtorek, środa, czwartek, piątek)" in told[0]


def test_hours_that_cannot_be_used_are_told_why_and_what_is_suggested_is_in_the_language_of_the_question(
        tmp_path, monkeypatch, capsys):
    asked = []
    answers = iter(["", "", "", "", "07:00-16:05", "07:00-16:00", "", ""])
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["init", str(tmp_path / "new")]) == 0
    assert "o pełnej albo wpół do" in capsys.readouterr().out
    assert asked[-1].endswith("[tak] ") and "yes" not in asked[-1]
    assert main(["init", str(tmp_path / "other"), "--yes", "--hours", "07:00-16:05"]) == 2
    assert "o pełnej albo wpół do" in capsys.readouterr().err


def test_a_new_office_promises_and_measures_something(tmp_path):
    assert main(["init", str(tmp_path / "new"), "--yes"]) == 0
    office = office_of(read_directory(tmp_path / "new").files)
    assert {standard.measure for standard in office.standards.values()} == {"wait", "wish-met-directly"}


@pytest.mark.parametrize("wrong", [["--desks", "0"], ["--hours", "8-16"], ["--slug", "Ą"], ["--name", " "],
                                   ["--slug", "live"], ["--slug", "a-"], ["--name", "U" * 4000]])
def test_an_answer_that_cannot_be_used_writes_nothing(tmp_path, wrong, capsys):
    assert main(["init", str(tmp_path / "new"), "--yes", *wrong]) == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["live", "Stage", "日本", "Ą", "Urząd " + "Ż" * 190, "'" * 60])
def test_whatever_the_office_is_called_the_suggestions_pass_the_check(tmp_path, name, capsys):
    assert main(["init", str(tmp_path / "new"), "--yes", "--name", name]) == 0
    assert main(["check", str(tmp_path / "new")]) == 0


def test_a_short_name_that_is_an_address_of_the_program_is_asked_for_again(tmp_path, monkeypatch, capsys):
    answers = iter(["", "live", "a-", "nasz", *[""] * 20])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["init", str(tmp_path / "new")]) == 0
    assert 'slug = "nasz"' in (tmp_path / "new/office.toml").read_text(encoding="utf-8")


def test_a_description_with_faults_is_not_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("okienko.faces.console.office.init._is_slug", lambda text: True)
    assert main(["init", str(tmp_path / "new"), "--yes", "--slug", "live"]) == 1
    assert not (tmp_path / "new").exists()


def test_answers_that_end_early_write_nothing(tmp_path, monkeypatch, capsys):
    def ended(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["init", str(tmp_path / "new")]) == 2
    assert "the answers ended" in capsys.readouterr().err


def test_a_new_office_is_not_written_over_an_old_one(demo, capsys):
    before = read_directory(demo).files
    assert main(["init", str(demo), "--yes"]) == 2
    assert read_directory(demo).files == before


@pytest.mark.parametrize(
    ("name", "slug"), [("Urząd Miasta Łódź", "urzad-miasta-lodz"), ("Київ", "kyiv"), ("A--b ", "a-b"),
                     ("日本", "urzad"), ("Đorđe Straße Ærø", "dorde-strasse-aero"), ("Щастя", "shchastia"),
                     ("U" * 49 + " b", "u" * 49),
                     ("Live", "urzad-live"), ("api", "urzad-api")]
)
def test_a_short_name_is_made_of_a_long_one(name, slug):
    assert slug_of(name) == slug


def test_an_unknown_command_is_refused_with_the_list(capsys):
    assert main(["chek"]) == 2
    assert "check" in capsys.readouterr().err


def test_the_check_does_not_wait_for_django():
    program = (
        "import sys; from okienko.faces.console import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    )
    ask = [sys.executable, "-c", program, "check", str(OFFICES / "demo")]
    outcome = subprocess.run(ask, capture_output=True, env={"PYTHONPATH": str(OFFICES.parent / "src")})
    assert outcome.returncode == 0, outcome.stderr
