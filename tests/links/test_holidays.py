"""Public holidays as values."""

from datetime import date

import pytest

import okienko.links.holidays as module
from okienko.links.holidays import UnknownCountry, public_holidays, remember_in


def test_poland_has_fourteen_holidays_since_christmas_eve_is_one():
    assert len(public_holidays("PL", first_year=2024, last_year=2024)) == 13
    found = public_holidays("PL", first_year=2025, last_year=2025)
    assert len(found) == 14
    assert "Wigilia" in found[date(2025, 12, 24)]


def test_holidays_stand_in_order_of_date():
    found = list(public_holidays("PL", first_year=2020, last_year=2030))
    assert found == sorted(found)


def test_an_unknown_country_is_refused():
    with pytest.raises(UnknownCountry):
        public_holidays("Polska", first_year=2025, last_year=2025)


def test_what_was_found_once_is_read_again_and_never_believed_of_another_question(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_folders", [])
    years = {"first_year": 2024, "last_year": 2025}
    found = public_holidays("PL", **years)
    remember_in(tmp_path)
    assert public_holidays("PL", **years) == found
    monkeypatch.setattr(module, "_computed", lambda *asked: {date(2024, 1, 1): "computed"})
    assert public_holidays("PL", **years) == found
    assert list(public_holidays("PL", **years)) == list(found)
    assert public_holidays("PL", first_year=2025, last_year=2025) == {date(2024, 1, 1): "computed"}
    (tmp_path / "holidays-PL.json").write_text("{")
    assert public_holidays("PL", **years) == {date(2024, 1, 1): "computed"}
