"""Public holidays, taken from the `holidays` package and handed in as values: the core computes none."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType


class UnknownCountry(ValueError):
    """No public holidays are known for this country."""


def public_holidays(country: str, *, first_year: int, last_year: int, language: str = "pl") -> Mapping[date, str]:
    """The public holidays of a country ("PL") in these years, both included: date → name, in order of date.

    Names come in `language` where the package has them, otherwise in the country's own.
    """
    import holidays  # slow to import, and only wanted when an office is loaded

    try:
        found = holidays.country_holidays(country, years=range(first_year, last_year + 1), language=language)
    except NotImplementedError:
        raise UnknownCountry(country) from None
    return MappingProxyType(dict(sorted(found.items())))
