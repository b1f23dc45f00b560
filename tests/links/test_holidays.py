"""Public holidays as values."""

from datetime import date

import pytest

from okienko.links.holidays import UnknownCountry, public_holidays


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
