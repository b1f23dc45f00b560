"""What a visitor of the stage may do: take a ticket, ask for the officer, work at one desk, change speed and rules.

A visitor's ticket and a visitor's desk are the only things that the player
leaves to somebody else; a desk that is left alone goes back to the player.
Several people may look at one demonstration: each browser has a key of its own,
and with it its own tickets and its own desk. Speed and rules are the house's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from okienko.actions.keeper import Answer
from okienko.actions.stage.player import PACES, Player
from okienko.core.hall import commands as c
from okienko.core.hall.hall import OPENED, Hall
from okienko.core.hall.picture import ticket_view
from okienko.core.hall.refusals import DeskClosed, DeskTaken, Malformed, UnknownThing

T = TypeVar("T")
#: Seconds of real time after which an abandoned desk goes back to the stage.
DESK_LEFT_AFTER = 150.0
#: The same for a desk at which somebody works by a session of one's own: reading a card takes a while.
SESSION_LEFT_AFTER = 600.0
SHOWN_TICKETS = 8
SHOWN_WAITING = 6
MORE_TIME = timedelta(minutes=10)
AT_DESK: dict[str, Callable[[str], c.Command]] = {
    "call_next": lambda desk: c.CallNext(desk=desk),
    "start": lambda desk: c.Start(desk=desk),
    "recall": lambda desk: c.Recall(desk=desk),
    "finish": lambda desk: c.Finish(desk=desk, outcome="helped"),
    "miss": lambda desk: c.Miss(desk=desk),
}


@dataclass(slots=True)
class _AtDesk:
    """The desk at which somebody works, and when a key of it was pressed last."""

    desk: str
    used_at: float
    lasts: float = DESK_LEFT_AFTER


class Visitor:
    """The visitors of one stage, each by the key of a browser.

    `now` is real time in seconds; `address` gives the phone page of a visit on a day.
    """

    def __init__(self, player: Player, *, now: Callable[[], float],
                 address: Callable[[int, str], str]) -> None:
        self.player, self._now, self._address = player, now, address
        self.desks: dict[str, _AtDesk] = {}
        self.tickets: list[int] = []
        self._holders: dict[int, str] = {}
        player.is_held = self.is_held

    async def _submit(self, command: c.Command, by: str) -> Answer:
        return await self.player.halls.submit(self.player.slug, command, by=by, any_desk=True)

    async def take(self, service: str, *, department: str | None = None, named: str | None = None,
                   key: str = "") -> Answer:
        """A ticket on the phone."""
        take = c.Take(matters=(service,), channel="pocket", department=department, named=named)
        answer = await self._submit(take, "pocket:stage")
        if answer.visit is not None and answer.visit not in self.tickets:
            self.tickets.append(answer.visit)
        if answer.visit is not None:
            self._holders[answer.visit] = key
        return answer

    async def claim(self, address: str, *, key: str = "") -> None:
        """The ticket whose page this browser shows is its own, wherever it was taken; the address is its proof."""
        def holder_of(hall: Hall) -> int | None:
            day = hall.day.isoformat() if hall.day else ""
            return next((number for number in self.tickets if address.startswith(self._address(number, day))), None)

        if (number := await self._look(holder_of)) is not None:
            self._holders[number] = key

    async def ask_officer(self, visit: int, *, prefers: str = "comes-down", key: str = "") -> Answer:
        """The wish to meet the officer who handles the matter."""
        return await self._submit(c.AskOfficer(visit=self._mine(visit, key), prefers=prefers), f"visit:{visit}")

    async def leave(self, visit: int, *, key: str = "") -> Answer:
        """Give the ticket up."""
        return await self._submit(c.Leave(visit=self._mine(visit, key)), f"visit:{visit}")

    async def more_time(self, visit: int, *, key: str = "") -> Answer:
        """Ten minutes more."""
        until = self.player.clock.now() + MORE_TIME
        return await self._submit(c.StepOut(visit=self._mine(visit, key), until=until), f"visit:{visit}")

    async def come_back(self, visit: int, *, key: str = "") -> Answer:
        """Here again."""
        return await self._submit(c.Resume(visit=self._mine(visit, key)), f"visit:{visit}")

    async def set_regime(self, regime: str | None) -> Answer:
        """Rules of limited contact begin or end."""
        return await self._submit(c.SetRegime(regime=regime), "system")

    def set_speed(self, speed: float) -> None:
        """Choose how fast the day goes; 0 stands still."""
        if speed not in PACES:
            raise Malformed(speed=speed)
        self.player.speed = speed
        self.player.choose_pace()

    async def restore(self) -> None:
        """Real speed and no rules of limited contact, as in the beginning."""
        if self.player.speed != 1:
            self.set_speed(1)
        if await self._look(lambda hall: hall.regime) is not None:
            await self.set_regime(None)

    async def is_anybody_served(self) -> bool:
        """Does any visitor hold a ticket or work at a desk?"""
        return await self._look(self.is_held)

    async def take_desk(self, desk: str | None, *, key: str = "") -> None:
        """Work at an open desk, or give it back with None. Raises DeskTaken where another visitor works."""
        if desk is not None and not await self._look(lambda hall: desk in hall.desks):
            raise UnknownThing(desk=desk)
        if any(at.desk == desk for other, at in self.desks.items() if other != key):
            raise DeskTaken(desk=desk)
        self.desks.pop(key, None)
        if desk is not None:
            self.desks[key] = _AtDesk(desk, self._now())
        self._tell_cast()

    def note_session(self, by: str, desk: str | None) -> None:
        """A person works at a desk by an own session, looks at it, or has left it: play it no more, or again."""
        self.desks.pop(by, None)
        if desk is not None:
            self.desks[by] = _AtDesk(desk, self._now(), SESSION_LEFT_AFTER)
        self._tell_cast()

    def _tell_cast(self) -> None:
        self.player.cast.visitors_desks.clear()
        self.player.cast.visitors_desks.update(at.desk for at in self.desks.values())

    async def act_at_desk(self, verb: str, *, key: str = "") -> Answer:
        """One key of the desk at which the visitor works."""
        at = self.desks.get(key)
        desk = at.desk if at is not None else None
        if verb not in AT_DESK:
            raise Malformed(verb=verb)
        person = await self._look(lambda hall: hall.desks[desk].person if desk in hall.desks else None)
        if at is None or desk is None or person is None:
            raise DeskClosed(desk=desk)
        at.used_at = self._now()
        return await self._submit(AT_DESK[verb](desk), f"person:{person}")

    async def _look(self, see: Callable[[Hall], T]) -> T:
        return await self.player.halls.look(self.player.slug, lambda hall, _: see(hall))

    def _mine(self, visit: int, key: str) -> int:
        if self._holders.get(visit) != key:
            raise UnknownThing(visit=visit)
        return visit

    def is_held(self, hall: Hall) -> bool:
        """Does a visitor hold a ticket, or work at a desk? A desk left alone goes back to the stage.

        A ticket that no played client took, on whatever screen, is a visitor's.
        """
        self.tickets += [number for number in self.player.cast.visitors(hall) if number not in self.tickets]
        now = self._now()
        left = [key for key, at in self.desks.items() if at.used_at < now - at.lasts or at.desk not in hall.desks]
        for key in left:
            del self.desks[key]
        if left:
            self._tell_cast()
        return bool(self.desks) or any(n in hall.visits and hall.visits[n].is_open for n in self.tickets)

    async def state(self, key: str = "") -> dict[str, Any]:
        """What the page of the stage shows one browser beside the public picture; without personal data."""
        return await self._look(lambda hall: self._state(hall, key))

    def _state(self, hall: Hall, key: str) -> dict[str, Any]:
        player = self.player
        own = [number for number in self.tickets if self._holders.get(number) == key and number in hall.visits]
        local = player.clock.now().astimezone(player.office.zone)
        return {
            "seq": hall.seq,
            "time": f"{local:%H:%M}",
            "day": local.date().isoformat(),
            "speed": player.speed,
            "pace": player.pace,
            "regime": hall.regime,
            "gives_tickets": hall.phase == OPENED,
            "desk": self._desk_row(hall, key),
            "tickets": {str(number): self._ticket(hall, number) for number in own[-SHOWN_TICKETS:]},
            "officers": self._officers(hall),
            "out": sorted(person for person, presence in hall.presence.items() if presence == "out"),
        }

    def _desk_row(self, hall: Hall, key: str) -> dict[str, Any] | None:
        at = self.desks.get(key)
        if at is None or at.desk not in hall.desks:
            return None
        desk = hall.desks[at.desk]
        visit = hall.visits.get(desk.visit or 0)
        waiting = sorted((v for v in hall.waiting() if v.leg.service in desk.serves),
                         key=lambda v: (v.leg.ready_at, v.number))
        return {
            "id": desk.id, "label": self.player.office.desks[desk.id].label,
            "person": self.player.office.people[desk.person].name,
            "ticket": visit.ticket if visit else None, "state": visit.state if visit else "open",
            "service": visit.leg.service if visit else None, "calls": visit.calls if visit else 0,
            "waiting": [[v.ticket, v.leg.service, v.leg.ready_at.isoformat()] for v in waiting[:SHOWN_WAITING]],
            "waits": len(waiting),
        }

    def _ticket(self, hall: Hall, number: int) -> dict[str, Any]:
        view = ticket_view(hall, number, rules=self.player.rules)
        wish = view["wish"]
        person = self.player.office.people.get((wish or {}).get("person") or "")
        if wish is not None and person is not None:
            department = self.player.office.departments[person.department]
            wish = {**wish, "name": person.name, "room": person.room or department.room,
                    "department_name": {"pl": department.name.pl, "en": department.name.spoken("en")}}
        day = hall.day.isoformat() if hall.day else ""
        return {**view, "wish": wish, "address": self._address(number, day)}

    def _officers(self, hall: Hall) -> list[dict[str, Any]]:
        """Who is asked, on the way, or in a conversation: who walks where in the drawing."""
        desks = self.player.office.desks
        rows = []
        for wish in hall.wishes.values():
            visit = hall.visits.get(wish.visit or 0)
            if visit is None or wish.state not in ("seeking", "promised", "meeting"):
                continue
            post = desks.get(wish.post or "")
            rows.append({"wish": wish.number, "visit": visit.number, "ticket": visit.ticket, "state": wish.state,
                         "department": wish.department, "person": wish.person, "mode": wish.mode,
                         "post": post.label if post else None})
        return rows
