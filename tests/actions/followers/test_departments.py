"""The department of a finished step is the one to which its service belonged on the day, however late that was said."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okienko.actions.followers import departments, described_department
from okienko.links.files import content_hash, read_directory
from okienko.records.office import Office, OfficeRevision

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[3] / "offices" / "demo"
EVENING, MORNING, NOON, NIGHT = (datetime(2026, 3, *moment, tzinfo=UTC)
                                 for moment in ((1, 18), (2, 8), (2, 12), (2, 20)))
FIRST_DAY, NEXT_DAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def nothing_is_known() -> None:
    """Revisions never change, so they are remembered by their numbers; other tests have others."""
    departments._revision_of.cache_clear()
    departments._departments.cache_clear()


def described(number: int, at: datetime, **services: str) -> None:
    """A revision in which further services belong to these departments."""
    text = dict(read_directory(DEMO).files)["office.toml"]
    block = text[text.index("[services.pismo]"):text.index("[services.oplata]")]
    office = text[text.index("[departments.UG]"):text.index("[people]")]
    text += "".join("\n" + office.replace("[departments.UG]", f"[departments.{each}]") for each in ("SO", "GK"))
    for name, department in services.items():
        text += "\n" + block.replace("[services.pismo]", f"[services.{name}]").replace('"UG"', f'"{department}"')
    files = {"office.toml": text}
    row, _ = Office.objects.get_or_create(slug="demo", name="demo")
    OfficeRevision.objects.create(office=row, number=number, content_hash=content_hash(files), files=files,
                                  applied_at=at, applied_by="anna")


@pytest.mark.parametrize("before", [EVENING, MORNING], ids=["the evening before", "the first day itself"])
def test_a_service_that_came_in_the_course_of_a_day_has_its_department_on_it(before):
    described(1, before)
    assert described_department("demo", FIRST_DAY, "pismo") == "UG"
    assert described_department("demo", FIRST_DAY, "later") is None
    described(2, NOON, later="SO")
    described(3, NIGHT, later="GK", pismo2="GK")
    assert described_department("demo", FIRST_DAY, "later") == "SO"
    assert described_department("demo", FIRST_DAY, "pismo2") == "GK"
    assert described_department("demo", NEXT_DAY, "later") == "GK"
    assert described_department("demo", NEXT_DAY, "never") is None
