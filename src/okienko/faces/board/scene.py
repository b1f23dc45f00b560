"""What a board knows before the hall tells it anything: desks, queues, notices and its own sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from okienko.core.office import Office
from okienko.core.office.place import Area, Desk
from okienko.core.office.service import Queue
from okienko.ui.states import desk_words, is_left_in_polish, is_name, word_of
from okienko.ui.waits import wait_patterns

AUDIENCES = ("everyone", "hall")


def board_scene(office: Office, *, area: Area | None, language: str, on: date) -> dict[str, Any]:
    """Plain values for board.js; without an area the board shows the whole office."""
    desks = [desk for desk in office.desks.values() if area is None or desk.area == area.id]
    return {
        "office": office.slug,
        "language": language,
        "zone": office.timezone,
        "desks": {desk.label: _desk(desk, office) for desk in desks},
        "queues": [{"id": queue.id, "letter": office.letter(queue.id), "name": queue_name(queue, language),
                    "stays": _is_of_cash(queue, office)}
                   for queue in _queues(office, desks)],
        "regimes": {regime.id: {"name": regime.name.spoken(language), "outside": regime.outside.spoken(language)}
                    for regime in office.regimes.values()},
        "notices": [{"title": notice.title.spoken(language), "text": notice.text.spoken(language)}
                    for notice in office.notices.values() if notice.audience in AUDIENCES and notice.holds_on(on)],
        "words": {**_words(), "wait": wait_patterns()},
    }


def queue_name(queue: Queue, language: str) -> str:
    """The name of a queue; a neutral one where the true name would tell why somebody waits."""
    if queue.label == "full":
        return queue.name.spoken(language)
    return queue.board_name.spoken(language) if queue.board_name is not None else ""


def _desk(desk: Desk, office: Office) -> dict[str, str]:
    """`word` stands before the label; a label that is a name ("Kasa 2") has `name` where it is called otherwise in this
    language, and `lang` where it stays Polish."""
    if not is_name(desk.label):
        return {"id": desk.id, "word": word_of(desk)}
    told = {"id": desk.id, "word": ""}
    if (name := desk_words(desk.label, office)) != desk.label:
        told["name"] = name
    elif is_left_in_polish(desk.label, office):
        told["lang"] = "pl"
    return told


def _queues(office: Office, desks: list[Desk]) -> list[Queue]:
    """The queues that the desks of this board take."""
    departments = {department for desk in desks for department in desk.departments}
    taken = {service.queue for service in office.services.values() if service.department in departments}
    return [queue for queue in office.queues.values() if queue.id in taken]


def _is_of_cash(queue: Queue, office: Office) -> bool:
    """Is it served at cash desks alone? Whoever is sent on to pay looks for it, even when nobody waits there."""
    departments = {service.department for service in office.services.values() if service.queue == queue.id}
    kinds = {desk.kind for desk in office.desks.values() if departments.intersection(desk.departments)}
    return kinds == {"cash"}


def _words() -> dict[str, str]:
    return {
        "come": _("Please come"),
        "officer": _("The officer is coming down"),
        "last": _("Called last"),
        "nobody": _("Nobody is called now"),
        "welcome": _("Please take a ticket and sit down. You will be called here."),
        "closed": _("The office is closed now"),
        "opens": _("Opens at %(time)s"),
        "stopped": _("No more tickets are given today. Everybody who waits will be served."),
        "seats": _("Free seats: %(free)d"),
        "inside": _("In the hall: %(inside)d of %(capacity)d"),
        "over": _("More people are inside than the rules allow: they are served, and the next come in "
                  "once there are fewer than %(capacity)d."),
        "outside": _("Waiting outside: %(outside)d"),
        "waiting": _("waiting: %(count)d"),
        "rest": _("The others: %(queues)s"),
        "unserved": _("no desk open now"),
    }
