"""Do the cards of the services say what can be followed: groups, languages, sentences, addresses, ids?"""

import re
from collections.abc import Iterator
from typing import Final

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.description.languages import LANGUAGES
from okienko.core.office.office import Office

_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):\S")
_PAGES: Final = frozenset({"http", "https"})


def check_groups(office: Office) -> Iterator[Fault]:
    """Where the kiosk shows groups, a service names one of them or none."""
    known = [group.name.pl for group in office.groups.values()]
    for service in office.services.values() if known else ():
        if service.group and service.group not in known:
            yield fault("group-unknown", ("services", service.id, "group"), value=service.group, known=known)


def check_spoken(office: Office) -> Iterator[Fault]:
    """Languages of people and services are given by their codes."""
    for section, things in (("people", office.people), ("services", office.services)):
        for thing in things.values():
            unknown = [(at, code) for at, code in enumerate(thing.languages) if code not in LANGUAGES]
            for at, code in unknown:
                yield fault("language-unknown", (section, thing.id, "languages", at), value=code)


def check_phrases(office: Office) -> Iterator[Fault]:
    """Each sentence is translated once."""
    first: dict[str, str] = {}
    for phrase in office.phrases.values():
        other = first.setdefault(phrase.pl, phrase.id)
        if phrase.pl and other != phrase.id:
            yield fault("phrase-twice", ("phrases", phrase.id, "pl"), other=other)


def check_online(office: Office) -> Iterator[Fault]:
    """What looks like an address is one of a page; the name of an online service alone is as good."""
    for service in office.services.values():
        scheme = _SCHEME.match(service.online)
        if scheme is not None and scheme[1].casefold() not in _PAGES:
            place: Place = ("services", service.id, "online")
            yield fault("online-not-http", place, value=service.online)


def check_referral_ids(office: Office) -> Iterator[Fault]:
    """A referral is no service."""
    for id in office.referrals:
        if id in office.services:
            yield fault("id-shared", ("referrals", id), id=id)
