"""The smallest office broken in every way: code of the fault, its place, and the edits that make it.

An edit is a path with slashes and a value; GONE removes the key.
"""

from datetime import UTC, date, datetime

GONE = object()
FAR = date(2027, 1, 1)


def text(name: str) -> dict:
    """A name in the languages of the demo office."""
    return {"pl": name, "en": name}


OTHER_PERIOD = {"from": FAR, "hours": {"mon": "08:00-12:00"}}
REGIME = {
    "name": text("Ograniczenia"),
    "legal_act": "Zarządzenie",
    "contact_modes": ["phone"],
    "outside": text("Proszę poczekać"),
}
STANDARD = {"name": text("Czekanie"), "measure": "wait", "quantile": 0.9, "target": 20, "text": "Krótko."}
DEPARTMENT = {"name": text("Drugi"), "contact_modes": ["room"], "head": "ug-3"}
PRIORITY = {"name": text("Ciąża"), "ground": "ciąża", "statute": "ustawa", "in_a_row": 2}
EARLY = {"tue": "10:00-12:00"}
SHORT = {"what": "pismo", "to": date(2026, 1, 1)}
SWAP = {"instead_of": date(2026, 12, 28), "hours": "08:00-12:00", "reason": "x"}
HOURS = "calendar/periods/zwykle/hours"
UPSTAIRS = [
    ("floors/pietro", {"name": text("I piętro"), "building": "urzad", "level": 1}),
    ("departments/UG/floor", "pietro"),
]

# A second site, as a department upstairs may have it.
BRANCH = [
    ("sites/filia", {"name": "Filia", "address": "ul. Przykładowa 9"}),
    ("buildings/filia", {"name": "Filia", "site": "filia"}),
    ("floors/filia", {"name": text("Parter filii"), "building": "filia", "level": 0}),
    ("areas/filia", {"name": text("Pokoje filii"), "floor": "filia", "kind": "offices", "capacity": 9}),
]
DATED = {"from": date(2027, 1, 1), "to": date(2027, 2, 1)}
PAYS = {"name": text("Skarbnik"), "contact_modes": ["room"], "head": "ug-3"}

ITSELF = [
    ("no-languages", "office.languages", [("office/languages", [])]),
    ("slug-reserved", "office.slug", [("office/slug", "live")]),
    ("text-too-long", "office.name", [("office/name", "U" * 201)]),
    ("text-too-long", "desks.1.label", [("desks/1/label", "1" * 41)]),
    ("text-too-long", "office.note", [("office/note", "x" * 20_001)]),
    ("bad-id", f"desks.{'a' * 61}", [("desks/" + "a" * 61, {"label": "9", "kind": "meeting", "area": "sala"})]),
    ("seats-over-capacity", "areas.sala.seats", [("areas/sala/seats", 13)]),
    ("regimes-overlap", "regimes.b", [("regimes", {"a": {**REGIME, **DATED}, "b": {**REGIME, **DATED}})]),
    ("swap-of-worked-day", "calendar.swaps.2026-12-24.instead_of",
     [("calendar/swaps", {"2026-12-24": {**SWAP, "instead_of": date(2026, 12, 28)},
                          "2026-12-28": {**SWAP, "instead_of": date(2026, 12, 24)}})]),
    ("service-no-person-on-day", "services.oplata",
     [("departments/FN", PAYS), ("services/oplata/department", "FN"), ("people/ug-2/department", "FN"),
      ("desks/K/departments", ["FN"]), ("roster/K", {"mon-thu": ["ug-2 09:00-15:00"]})]),
]

VALUES = [
    ("unknown-key-hint", "desks.1.knd", [("desks/1/knd", "service")]),
    ("unknown-key", "office.zzz", [("office/zzz", 1)]),
    ("missing-key", "desks.1", [("desks/1/label", GONE)]),
    ("missing-key", "", [("queues", GONE)]),
    ("missing-key", "standards.s", [("standards", {"s": {k: v for k, v in STANDARD.items() if k != "quantile"}})]),
    ("missing-key", "standards.s", [("standards", {"s": {k: v for k, v in STANDARD.items() if k != "measure"}})]),
    ("missing-key", "standards.s", [("standards", {"s": {k: v for k, v in STANDARD.items() if k != "target"}})]),
    ("not-table", "desks.1", [("desks/1", 3)]),
    ("not-table", "people", [("people", [])]),
    ("not-list", "desks.1.departments", [("desks/1/departments", "UG")]),
    ("not-text", "office.name", [("office/name", 12)]),
    ("not-whole", "areas.sala.capacity", [("areas/sala/capacity", "12")]),
    ("not-whole", "areas.sala.seats", [("areas/sala/seats", True)]),
    ("not-number", "hall_rules.patience", [("hall_rules", {"patience": "3"})]),
    ("not-number", "hall_rules.patience", [("hall_rules", {"patience": float("nan")})]),
    ("not-bool", "office.demonstration", [("office/demonstration", "yes")]),
    ("not-date", "calendar.periods.zwykle.from", [("calendar/periods/zwykle/from", "2026-01-01")]),
    ("not-date", "calendar.periods.zwykle.from", [("calendar/periods/zwykle/from", datetime(2026, 1, 1, tzinfo=UTC))]),
    ("unwritten-character", "office.name", [("office/name", "Urz\u202ead")]),
    ("unwritten-character", "services.pismo.documents[1]", [("services/pismo/documents", ["Pismo\0"])]),
    ("unreadable-text", f"{HOURS}.mon-fri".replace("/", "."), [(f"{HOURS}/mon-fri", "٠٨:٠٠-١٦:٠٠")]),
    ("empty-text", "office.name", [("office/name", "  ")]),
    ("too-small", "queues.A.target_minutes", [("queues/A/target_minutes", 0)]),
    ("too-large", "services.pismo.minutes", [("services/pismo/minutes", 10**400)]),
    ("wrong-count", "desks.1.at", [("desks/1/at", [1.0])]),
    ("wrong-count", "areas.sala.plan", [("areas/sala/plan", [1.0, 2, 3])]),
    ("unknown-choice-hint", "desks.1.kind", [("desks/1/kind", "servce")]),
    ("unknown-choice", "desks.1.kind", [("desks/1/kind", "xyz")]),
    ("unreadable-text", "roster.1.mon-fri[1]", [("roster/1/mon-fri", ["ug-1 from eight to four"])]),
    ("unreadable-text", f"{HOURS}.mon-fri".replace("/", "."), [(f"{HOURS}/mon-fri", "16:00-08:00")]),
    ("unreadable-key", f"{HOURS}.fri-mon".replace("/", "."), [(f"{HOURS}/fri-mon", "08:00-16:00")]),
    ("unreadable-key", "calendar.exceptions.31.12", [("calendar/exceptions", {"31.12": {"reason": "x"}})]),
    ("bad-id", "people.Jan Kowalski", [("people/Jan Kowalski", {})]),
    ("bad-id", "queues.aa", [("queues/aa", {})]),
    ("listed-twice", "desks.1.departments[2]", [("desks/1/departments", ["UG", "UG"])]),
    ("unknown-reference-hint", "services.pismo.department", [("services/pismo/department", "UGG")]),
    ("unknown-reference", "desks.1.area", [("desks/1/area", "piwnica")]),
    ("unknown-reference", "people.ug-1.skills[1]", [("people/ug-1/skills", ["szycie", "UG"])]),
    ("unknown-reference", "roster.77", [("roster/77", {"mon": []})]),
    ("bad-slug", "office.slug", [("office/slug", "Urząd Gminy")]),
    ("timezone-unknown", "office.timezone", [("office/timezone", "Europe/Legnica")]),
    ("timezone-unknown", "office.timezone", [("office/timezone", "../etc/passwd")]),
    ("timezone-stale", "office.timezone", [("office/timezone", "Poland")]),
    ("timezone-stale", "office.timezone", [("office/timezone", "Etc/GMT-1")]),
]

WHEN = [
    ("no-hours", "calendar.periods", [("calendar/periods", {})]),
    ("periods-overlap", "calendar.periods.drugie", [("calendar/periods/drugie", OTHER_PERIOD)]),
    ("weekday-twice", f"{HOURS}.mon".replace("/", "."), [(f"{HOURS}/mon", "08:00-18:00")]),
    ("weekday-twice", "roster.1.tue", [("roster/1/tue", ["ug-1 08:00-09:00"])]),
    (
        "ends-before-it-begins",
        "calendar.periods.zwykle",
        [("calendar/periods/zwykle/from", FAR), ("calendar/periods/zwykle/to", date(2026, 1, 1))],
    ),
    ("last-ticket-after-close", "calendar.last_ticket_minutes", [("calendar/last_ticket_minutes", -15)]),
    ("last-ticket-before-opening", "calendar.last_ticket_minutes", [("calendar/last_ticket_minutes", 600)]),
    (
        "exception-says-nothing",
        "calendar.exceptions.2026-12-31",
        [("calendar/exceptions", {"2026-12-31": {"reason": "Sylwester"}})],
    ),
    (
        "exception-says-both",
        "calendar.exceptions.2026-12-31",
        [("calendar/exceptions", {"2026-12-31": {"reason": "x", "closed": True, "hours": "08:00-12:00"}})],
    ),
    (
        "swap-and-exception",
        "calendar.exceptions.2026-12-12",
        [
            ("calendar/exceptions", {"2026-12-12": {"reason": "x", "closed": True}}),
            ("calendar/swaps", {"2026-12-12": {"instead_of": FAR, "hours": "08:00-12:00", "reason": "x"}}),
        ],
    ),
    ("swap-with-itself", "calendar.swaps.2026-12-12.instead_of", [("calendar/swaps", {"2026-12-12": SWAP | {
        "instead_of": date(2026, 12, 12)}})]),
    ("hours-are-over", "calendar.periods", [("calendar/periods/zwykle/to", date(2026, 6, 30))]),
    (
        "last-ticket-before-opening",
        "calendar.exceptions.2026-12-24",
        [("calendar/exceptions", {"2026-12-24": {"reason": "x", "hours": "08:00-12:00", "last_ticket_minutes": 240}})],
    ),
    ("last-ticket-before-opening", "calendar.swaps.2026-12-12", [("calendar/last_ticket_minutes", 250), (
        "calendar/swaps", {"2026-12-12": SWAP})]),
    ("hours-end", "calendar.periods", [("calendar/periods/zwykle/to", date(2026, 11, 30))]),
    ("long-closed", "calendar", [("calendar/periods/zwykle/from", date(2030, 1, 1))]),
    ("long-closed", "calendar", [("calendar/exceptions", {
        f"2026-12-{day:02}": {"reason": "x", "closed": True} for day in range(1, 32)})]),
    ("long-closed", "calendar", [("calendar/periods/zwykle/to", date(2026, 12, 20)), (
        "calendar/periods/potem", {"from": date(2027, 1, 20), "hours": {"mon-fri": "08:00-16:00"}}), (
        "calendar/exceptions", {"2027-01-04": {"reason": "x", "closed": True}})]),
    ("complaints-on-closed-day", "calendar.complaints.hours.sat", [("calendar/complaints/hours/sat", "10:00-12:00")]),
    ("complaints-missing", "calendar", [("calendar/complaints", GONE)]),
    ("complaints-missing", "calendar.complaints", [("calendar/complaints/hours", {})]),
    (
        "complaints-not-after-hours",
        "calendar.complaints.hours",
        [("calendar/complaints/hours", EARLY)],
    ),
]

WHERE = [
    ("capacity-below-one", "areas.sala.capacity", [("areas/sala/capacity", 0)]),
    ("capacity-below-one", "regimes.r.persons.sala", [("regimes", {"r": REGIME | {"persons": {"sala": 0}}})]),
    ("regime-over-capacity", "regimes.r.persons.sala", [("regimes", {"r": REGIME | {"persons": {"sala": 500}}})]),
    ("hall-missing", "areas", [("areas/sala/kind", "waiting")]),
    ("two-sites", "desks.K", [*BRANCH, ("desks/K/area", "filia")]),
    ("two-sites", "desks.S", [*BRANCH, ("desks/S/area", "filia")]),
    ("two-sites", "areas.poczekalnia", [*BRANCH, ("areas/poczekalnia", {
        "name": text("Poczekalnia"), "floor": "filia", "kind": "waiting", "capacity": 9, "seats": 4})]),
    ("hall-not-step-free", "areas.sala", [("areas/sala/step_free", GONE)]),
    ("building-not-step-free", "buildings.urzad", [("entrances/glowne/step_free", False)]),
    ("overflow-to-itself", "areas.sala.overflow", [("areas/sala/overflow", "sala")]),
    ("desk-label-twice", "desks.K.label", [("desks/K/label", "1")]),
    ("desk-label-twice", "desks.K.label", [("desks/K/label", " 1\u00a0")]),
    ("department-no-way-in", "departments.B", [("departments/B", DEPARTMENT)]),
    ("department-no-way-in-on-day", "departments.UG", [("roster", {"1": {"mon-thu": ["ug-1 08:00-16:00"]}})]),
    ("department-no-contact", "departments.UG.contact_modes", [("departments/UG/contact_modes", [])]),
    ("contact-not-in-person", "departments.UG.contact_modes", [("departments/UG/contact_modes", ["phone", "video"])]),
    ("meeting-post-missing", "desks", [("desks/S", GONE), ("people/ug-3/role", "manager")]),
    ("department-without-officer", "departments.UG", [("people/ug-3/role", "clerk")]),
    ("regime-refuses-contact", "regimes.r.contact_modes", [("regimes", {"r": REGIME | {"contact_modes": ["video"]}})]),
    ("regime-refuses-contact", "regimes.r.contact_modes", [("regimes", {"r": REGIME | {"contact": {"UG": []}}})]),
    ("regime-closes-way-in", "regimes.r.closed_desks", [("regimes", {"r": REGIME | {"closed_desks": ["1", "K"]}})]),
    ("regime-closes-service", "regimes.r.closed_desks", [("regimes", {"r": REGIME | {"closed_desks": ["1", "K"]}})]),
    (
        "regime-closes-posts",
        "regimes.r.closed_desks",
        [("regimes", {"r": REGIME | {"contact_modes": ["comes-down"], "closed_desks": ["S"]}})],
    ),
    (
        "only-way-is-stairs",
        "departments.UG.contact_modes",
        [*UPSTAIRS, ("departments/UG/contact_modes", ["goes-up"])],
    ),
    (
        "regime-only-stairs",
        "regimes.r.contact_modes",
        [
            *UPSTAIRS,
            ("departments/UG/contact_modes", ["comes-down", "goes-up"]),
            ("regimes", {"r": REGIME | {"contact_modes": ["goes-up"]}}),
        ],
    ),
    ("meeting-post-missing", "desks", [("desks/S", GONE)]),
    (
        "meeting-post-up-stairs",
        "desks.S.area",
        [UPSTAIRS[0], ("areas/gora", {"name": text("Góra"), "floor": "pietro", "kind": "offices", "capacity": 5}),
         ("desks/S/area", "gora")],
    ),
    (
        "department-no-way-in",
        "departments.KASA",
        [("departments/KASA", DEPARTMENT), ("desks/K/departments", ["UG", "KASA"])],
    ),
]

WHO = [
    ("service-no-desk", "services.pismo", [("departments/B", DEPARTMENT), ("services/pismo/department", "B")]),
    ("service-no-person", "services.pismo", [("people/ug-1/skills", ["oplata"])]),
    (
        "service-no-person",
        "services.pismo",
        [("people/ug-1/skills", [SHORT, "oplata"])],
    ),
    ("service-skill-ends", "services.pismo", [("people/ug-1/skills", [{"what": "pismo", "to": date(2026, 11, 24)}])]),
    (
        "regime-closes-skill",
        "regimes.r.closed_desks",
        [("people/ug-1/skills", ["pismo"]), ("regimes", {"r": REGIME | {"closed_desks": ["K"]}})],
    ),
    ("regime-unstaffed", "regimes.r.closed_desks", [("regimes", {"r": REGIME | {"closed_desks": ["1"]}})]),
    (
        "day-unstaffed",
        "calendar.exceptions.2026-12-22",
        [("calendar/exceptions", {"2026-12-22": {"reason": "x", "hours": "08:00-20:00"}})],
    ),
    (
        "day-unstaffed",
        "calendar.swaps.2026-12-12",
        [("calendar/swaps", {"2026-12-12": SWAP | {"instead_of": date(2026, 12, 13)}})],
    ),
    *[
        (code, f"calendar.exceptions.2026-12-22.roster.{place}",
         [("calendar/exceptions", {"2026-12-22": {"reason": "x", "hours": "08:00-20:00", "roster": roster}})])
        for code, place, roster in [
            ("duty-off-half-hour", "1[1]", {"1": ["ug-1 08:10-20:00"]}),
            ("duty-outside-hours", "1[1]", {"1": ["ug-1 07:00-20:00"]}),
            ("duty-overlap-person", "K", {"1": ["ug-1 08:00-20:00"], "K": ["ug-1 09:00-10:00"]}),
            ("duty-overlap-desk", "1", {"1": ["ug-1 08:00-20:00", "ug-3 19:00-20:00"]}),
            ("duty-serves-nothing", "1", {"1": ["ug-3 08:00-20:00"]}),
            ("unknown-reference", "77", {"77": []}),
            ("unknown-reference", "1[1]", {"1": ["nikt-1 08:00-20:00"]}),
        ]
    ],
    (
        "duty-outside-hours",
        "calendar.exceptions.2026-12-22.roster.1[1]",
        [("calendar/exceptions", {"2026-12-22": {"reason": "x", "closed": True, "roster": {
            "1": ["ug-1 08:00-12:00"]}}})],
    ),
    (
        "department-no-way-in-on-day",
        "calendar.exceptions.2026-12-22",
        [("departments/B", DEPARTMENT), ("people/b-1", {"name": "Beata Segregator", "department": "B", "role": "clerk",
                                                        "skills": ["UG"], "fictional": True}),
         ("desks/2", {"label": "2", "kind": "filing", "area": "sala", "departments": ["B", "UG"]}),
         ("roster/2", {"mon-fri": ["b-1 13:00-16:00"]}),
         ("calendar/exceptions", {"2026-12-22": {"reason": "x", "hours": "08:00-12:00"}})],
    ),
    ("desk-never-staffed", "desks.K", [("roster/K", GONE)]),
    ("duty-overlap-desk", "roster.1", [("roster/1/mon-fri", ["ug-1 08:00-16:00", "ug-3 12:00-13:00"])]),
    ("duty-overlap-person", "roster.K", [("roster/K/mon-fri", ["ug-1 09:00-10:00"])]),
    ("duty-off-half-hour", "roster.K.mon-fri[1]", [("roster/K/mon-fri", ["ug-2 09:10-15:00"])]),
    ("duty-outside-hours", "roster.K.mon-fri[1]", [("roster/K/mon-fri", ["ug-2 15:00-17:00"])]),
    ("cash-elsewhere", "people.ug-1.skills", [("people/ug-1/skills", ["UG"])]),
    ("duty-serves-nothing", "roster.K", [("people/ug-2/skills", [])]),
    ("hall-unstaffed", "roster", [("roster/1/mon-fri", ["ug-1 08:00-15:30"])]),
]

WHAT = [
    ("series-prefix-twice", "series.K.prefix", [("series/K/prefix", "a")]),
    ("series-looks-alike", "series.K.prefix", [("series/A/last", 9999), ("series/K/prefix", "A1")]),
    ("series-bad-prefix", "series.K.prefix", [("series/K/prefix", "\u202eK")]),
    ("series-bad-prefix", "series.K.prefix", [("series/K/prefix", "KASA1")]),
    ("key-gone", "series.K.reset", [("series/K/reset", "year")]),
    ("series-shared", "queues.K.series", [("queues/K/series", "A")]),
    ("series-empty", "series.A", [("series/A/first", 10), ("series/A/last", 9)]),
    ("series-too-short", "series.A.last", [("series/A/last", 99)]),
    ("service-name-twice", "services.oplata.name", [("services/oplata/name", text("złożenie  pisma"))]),
    ("guarantee-twice", "services.oplata.guarantee",
     [("services/pismo/guarantee", True), ("services/oplata/guarantee", True)]),
    ("queue-empty", "queues.K", [("services/oplata/queue", "A")]),
    ("board-name-missing", "queues.K", [("queues/K/label", "secret")]),
    ("minutes-out-of-order", "services.pismo.minutes", [("services/pismo/shortest", 11)]),
    ("name-not-translated", "services.pismo.name", [("services/pismo/name", {"pl": "Pismo"})]),
    ("shares-over-hundred", "services", [("services/pismo/share", 60), ("services/oplata/share", 41.0)]),
    ("ratio-not-positive", "priorities.p.in_a_row", [("priorities", {"p": PRIORITY | {"in_a_row": 0}})]),
    ("too-large", "priorities.p.in_a_row", [("priorities", {"p": PRIORITY | {"in_a_row": 1_000_000}})]),
    ("too-large", "hall_rules.patience", [("hall_rules", {"patience": 100_000.0})]),
    ("too-large", "hall_rules.returners_in_row", [("hall_rules", {"returners_in_row": 11})]),
    (
        "ratios-differ",
        "priorities.q.in_a_row",
        [("priorities", {"p": PRIORITY | {"in_a_row": 2}, "q": PRIORITY | {"in_a_row": 1}})],
    ),
    ("quantile-out-of-range", "standards.s.quantile", [("standards", {"s": STANDARD | {"quantile": 1}})]),
    ("target-not-positive", "standards.s.target", [("standards", {"s": STANDARD | {"target": 0}})]),
    ("target-not-share", "standards.s.target", [("standards", {"s": STANDARD | {"measure": "rating", "target": 80}})]),
]

BROKEN = [*ITSELF, *VALUES, *WHEN, *WHERE, *WHO, *WHAT]


def edited(tables: dict, edits: list) -> dict:
    """The tables after the edits, in place."""
    for path, value in edits:
        *way, key = path.split("/")
        table = tables
        for step in way:
            table = table.setdefault(step, {})
        if value is GONE:
            del table[key]
        else:
            table[key] = value
    return tables
