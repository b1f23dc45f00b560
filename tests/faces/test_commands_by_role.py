"""Each command of the hall by each role, at the own desk and at another's: exactly what `commands.txt` says.

That file is written by hand and by nobody else, as `routes.txt` is. Each request goes the whole way: token, door,
duties, and the decision of the core on a hall in which the command may be done by whoever may do it.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from okienko.actions.keeper.answer import answer_to
from okienko.config.routes import LIVE_ROUTES
from okienko.core.hall import commands as c
from okienko.core.hall.commands import COMMANDS, INTERNAL
from okienko.core.hall.decide import decide
from okienko.core.people.codes import Codes
from okienko.core.people.roles import DEVICE_KINDS, PERSON_ROLES
from okienko.core.people.tokens import Claims, Signer
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.app import Live
from okienko.faces.live.stream.hub import Hub
from tests.core.hall.conftest import DATES, DAY, MORNING, Day, make_rules

MATRIX = Path(__file__).with_name("commands.txt")
SIGNS = {200: "+", 401: "?", 403: "-", 404: "0", 422: "x"}
LATER = 2_000_000_000
OFFICE = "demo"
#: Whose the desk, the wish or the word is, and somebody else: at the desks, and upstairs.
AT_DESK, UPSTAIRS = ("anna", "jan"), ("so-1", "km-1")
COLUMNS = ("nobody", "holder", *(name for role in PERSON_ROLES for name in (role, f"{role}'")), *DEVICE_KINDS,
           "foreign")

Setting = Callable[[Day], None]


def doing(*commands: c.Command) -> Setting:
    def setting(day: Day) -> None:
        for command in commands:
            day.do(command)
            day.now += day.rules.time_to_come(())
    return setting


def late(day: Day) -> None:
    """A date was agreed, and it has passed."""
    day.do(c.AskOfficer(visit=1))
    day.do(c.AgreeDate(wish=1, due_at=DATES[0]))
    day.now = DATES[0] + timedelta(hours=1)


CALLED = (c.CallNext(desk="1"),)
SERVING = (*CALLED, c.Start(desk="1"))
ASKED = (c.AskOfficer(visit=1),)
PROMISED = (*ASKED, c.AnswerWish(wish=1, person="so-1"))
MISSED = (*CALLED, c.Recall(desk="1"), c.Recall(desk="1"), c.Miss(desk="1"))
DATED = (*ASKED, c.AgreeDate(wish=1, due_at=DATES[0]))
DUE = DATES[1].isoformat()
#: Command (and which of its uses) → what has happened before, what is sent, and whose it is.
SCENES: dict[str, tuple[Setting, dict[str, object], tuple[str, str]]] = {
    "open_day": (doing(c.CloseDay(even_waiting=True)), {}, AT_DESK),
    "stop_tickets": (doing(), {}, AT_DESK),
    "resume_tickets": (doing(c.StopTickets()), {}, AT_DESK),
    "close_day": (doing(), {"even_waiting": True}, AT_DESK),
    "set_regime": (doing(), {"regime": "red"}, AT_DESK),
    "set_presence": (doing(), {"person": "so-1", "presence": "out"}, UPSTAIRS),
    "take": (doing(), {"matters": ["id-card"]}, AT_DESK),
    "take:priority": (doing(), {"matters": ["id-card"], "priority": "statutory"}, AT_DESK),
    "take:persons": (doing(), {"matters": ["id-card"], "persons": 4}, AT_DESK),
    "add_matter": (doing(*SERVING), {"visit": 1, "service": "id-pickup"}, AT_DESK),
    "add_matter:waiting": (doing(), {"visit": 1, "service": "id-pickup"}, AT_DESK),
    "move": (doing(), {"visit": 1, "service": "id-pickup"}, AT_DESK),
    "leave": (doing(), {"visit": 1}, AT_DESK),
    "step_out": (doing(), {"visit": 1, "minutes": 10}, AT_DESK),
    "resume": (doing(c.StepOut(visit=1, minutes=10)), {"visit": 1}, AT_DESK),
    "reinstate": (doing(*MISSED), {"visit": 1}, AT_DESK),
    "open_desk": (doing(c.LeaveDesk(desk="1")), {"desk": "1", "person": "anna"}, AT_DESK),
    "pause_desk": (doing(), {"desk": "1"}, AT_DESK),
    "resume_desk": (doing(c.PauseDesk(desk="1")), {"desk": "1"}, AT_DESK),
    "leave_desk": (doing(), {"desk": "1"}, AT_DESK),
    "release_desk": (doing(), {"desk": "1"}, AT_DESK),
    "call_next": (doing(), {"desk": "1"}, AT_DESK),
    "call_visit": (doing(), {"desk": "1", "visit": 1, "reason": "health"}, AT_DESK),
    "recall": (doing(*CALLED), {"desk": "1"}, AT_DESK),
    "start": (doing(*CALLED), {"desk": "1"}, AT_DESK),
    "miss": (doing(*MISSED[:-1]), {"desk": "1"}, AT_DESK),
    "undo_call": (doing(*CALLED), {"desk": "1"}, AT_DESK),
    "finish": (doing(*SERVING), {"desk": "1"}, AT_DESK),
    "undo_finish": (doing(*SERVING, c.Finish(desk="1")), {"desk": "1", "visit": 1}, AT_DESK),
    "park": (doing(*SERVING), {"desk": "1", "event": "form_filled"}, AT_DESK),
    "send": (doing(*SERVING), {"desk": "1", "service": "pay"}, AT_DESK),
    "send_away": (doing(*SERVING), {"desk": "1", "place": "photographer"}, AT_DESK),
    "hand": (doing(*SERVING), {"desk": "1", "service": "car"}, AT_DESK),
    "ask_officer": (doing(), {"visit": 1}, UPSTAIRS),
    "ask_officer:no-ticket": (doing(), {"department": "SO"}, UPSTAIRS),
    "answer_wish": (doing(*ASKED), {"wish": 1, "person": "so-1"}, UPSTAIRS),
    "answer_wish:oneself": (doing(*ASKED), {"wish": 1, "person": "{me}"}, UPSTAIRS),
    "defer_wish": (doing(*PROMISED), {"wish": 1, "person": "so-1"}, UPSTAIRS),
    "defer_wish:oneself": (doing(*PROMISED), {"wish": 1, "person": "{me}"}, UPSTAIRS),
    "choose_contact": (doing(*ASKED), {"wish": 1, "prefers": "goes-up"}, UPSTAIRS),
    "leave_number": (doing(*ASKED), {"wish": 1}, UPSTAIRS),
    "agree_date": (doing(*ASKED), {"wish": 1, "due_at": DUE}, UPSTAIRS),
    "agree_date:department": (doing(*ASKED), {"wish": 1, "due_at": DUE, "place": "department"}, UPSTAIRS),
    "seek_again": (doing(*SERVING, *DATED), {"wish": 1}, AT_DESK),
    "start_meeting": (doing(*PROMISED), {"wish": 1, "person": "so-1"}, UPSTAIRS),
    "start_meeting:oneself": (doing(*PROMISED), {"wish": 1, "person": "{me}"}, UPSTAIRS),
    "end_meeting": (doing(*PROMISED, c.StartMeeting(wish=1, person="so-1")), {"wish": 1}, UPSTAIRS),
    "withdraw_wish:reception": (doing(*ASKED), {"wish": 1, "place": "reception"}, UPSTAIRS),
    "withdraw_wish:department": (doing(*ASKED), {"wish": 1, "place": "department"}, UPSTAIRS),
    "lapse_wish:reception": (late, {"wish": 1, "place": "reception"}, UPSTAIRS),
    "lapse_wish:department": (late, {"wish": 1, "place": "department"}, UPSTAIRS),
    "tick": (doing(), {}, AT_DESK),
    "renew_rules": (doing(), {}, AT_DESK),
}
#: What the holder's own address says without being told, and what only staff say: where they heard it.
OF_THE_CODE = ("visit", "wish", "place")


def matrix() -> dict[str, dict[str, str]]:
    """Command → column → sign; a person's two signs stand together, the own first."""
    lines = [line for line in MATRIX.read_text().splitlines() if line and not line.startswith("#")]
    heads, found = lines[0].split(), {}
    for name, *signs in (line.split() for line in lines[1:]):
        row = found[name] = {}
        for head, pair in zip(heads, signs, strict=True):
            names = (head, f"{head}'") if head in PERSON_ROLES else (head,)
            row.update(zip(names, pair, strict=True))
    return found


EXPECTED = matrix()


class OneHall:
    """The hall of a day as the live face asks for it: each command is decided and changes it at once."""

    def __init__(self, day: Day) -> None:
        self.day = day

    async def submit(self, slug, command, *, by, any_desk=False, key=None):
        assert slug == OFFICE
        entries = decide(self.day.hall, command, at=self.day.now, rules=self.day.rules, by=by, any_desk=any_desk)
        return answer_to(entries, hall=self.day.hall)

    async def look(self, slug, see):
        assert slug == OFFICE
        return see(self.day.hall, self.day.rules)


def a_day(setting: Setting) -> Day:
    day = Day(make_rules())
    day.do(c.OpenDay())
    for desk, person in (("1", "anna"), ("3", "ola"), ("K1", "kasia")):
        day.do(c.OpenDesk(desk=desk, person=person))
    day.take()
    setting(day)
    return day


def answer(day: Day, column: str, body: dict[str, object], *, owners: tuple[str, str]) -> int:
    """The status of this request by whom the column names."""
    me = owners[column.endswith("'")]
    signer, codes = Signer.of(b"x" * 40), Codes.of(b"x")
    access = Access(signer=signer, now=lambda: 0)
    role, office = column.rstrip("'"), "other" if column == "foreign" else OFFICE
    kind, roles = ("device", (role,)) if role in DEVICE_KINDS else ("person", (role,))
    known = Known(office, 1, PERSON_ROLES if column == "foreign" else roles, me)
    access.renew(Snapshot("1", {(kind, 7): known}))
    live = Live(LIVE_ROUTES, halls=OneHall(day), hub=Hub(may_stay=access.holds), access=access, codes=codes,
                now=lambda: 0, clock=lambda: MORNING, zone_of=lambda _: MORNING.tzinfo, words=lambda _, said: said)
    path, token = f"/live/{OFFICE}/command", signer.sign(Claims(kind, 7, office, known.roles, 1, LATER))
    if column == "holder":
        path = f"/live/{OFFICE}/ticket/{codes.make(1, office=OFFICE, day=DAY.isoformat())}"
        body = {name: fact for name, fact in body.items() if name not in OF_THE_CODE}
    body = {name: me if fact == "{me}" else fact for name, fact in body.items()}
    return asyncio.run(_post(live, path, body, token="" if column in ("holder", "nobody") else token))


async def _post(live: Live, path: str, body: dict[str, object], *, token: str) -> int:
    told = []

    async def send(message) -> None:
        told.append(message)

    async def receive():
        return {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}

    headers = [(b"content-type", b"application/json")]
    if token:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    await live({"type": "http", "method": "POST", "path": path, "headers": headers, "client": ("x", 1)}, receive, send)
    return told[0]["status"]


@pytest.mark.parametrize("name", SCENES)
def test_each_command_by_each_role(name) -> None:
    setting, body, owners = SCENES[name]
    found = {column: SIGNS[answer(a_day(setting), column, {"do": name.split(":")[0], **body}, owners=owners)]
             for column in COLUMNS}
    assert found == EXPECTED[name]


def test_the_matrix_names_every_command_and_every_role() -> None:
    assert list(EXPECTED) == list(SCENES)
    assert {name.split(":")[0] for name in EXPECTED} == set(COMMANDS)
    assert all(tuple(row) == COLUMNS for row in EXPECTED.values())


def test_nobody_does_what_is_the_programs_own() -> None:
    own = {name for name, kind in COMMANDS.items() if kind in INTERNAL}
    assert {sign for name in own for sign in EXPECTED[name].values()} == {"x"}
