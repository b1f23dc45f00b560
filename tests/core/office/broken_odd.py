"""The smallest office with what would draw nothing, shut somebody out or say two things at once."""

from datetime import date

from tests.core.office.breaking import PAYS, REGIME, STANDARD, SWAP, UPSTAIRS, text

SIZED = ("floors/parter/size", [20.0, 10.0])
SECOND_AREA = {"name": text("Kąt"), "floor": "parter", "kind": "writing", "capacity": 4}
PRINTER = {"address": "tcp://192.168.1.40:9100"}
PHRASE = {"pl": "Od ręki", "en": "At once"}
REFERRAL = {"name": text("Gdzie indziej"), "where": "Starostwo", "why": "Nie ta gmina"}
GROUPS = ("groups", {"pisma": {"name": text("Pisma")}})
TUESDAY = "2026-12-22"
HOUR_LONG = {"reason": "x", "hours": "09:00-10:00"}


def regime(**rules):
    return [("regimes", {"r": REGIME | rules})]


DRAWN = [
    ("size-not-positive", "floors.parter.size", [("floors/parter/size", [-30.0, 0.0])]),
    ("size-not-positive", "floors.parter.size", [("floors/parter/size", [30.0, 0])]),
    ("size-not-positive", "areas.sala.plan", [("areas/sala/plan", [1.0, 1.0, -4.0, 3.0])]),
    ("off-the-floor", "desks.1.at", [SIZED, ("desks/1/at", [9999.0, 3.0])]),
    ("off-the-floor", "desks.1.at", [SIZED, ("desks/1/at", [3.0, 10.5])]),
    ("off-the-floor", "areas.sala.plan", [SIZED, ("areas/sala/plan", [15.0, 0.0, 6.0, 4.0])]),
    ("too-small", "areas.sala.plan", [SIZED, ("areas/sala/plan", [-1.0, 0.0, 6.0, 4.0])]),
    ("too-small", "desks.1.at", [("desks/1/at", [3.0, -3.0])]),
    ("plans-on-one-spot", "areas.kat.plan", [
        SIZED, ("areas/sala/plan", [0.0, 0.0, 10.0, 10.0]), ("areas/kat", SECOND_AREA | {"plan": [0, 0, 10, 10]})]),
    ("plans-on-one-spot", "areas.kat.plan", [
        SIZED, ("areas/sala/plan", [0.0, 0.0, 10.0, 10.0]), ("areas/kat", SECOND_AREA | {"plan": [1, 0, 10, 10]})]),
    ("level-twice", "floors.pietro.level", [
        ("floors/pietro", {"name": text("Drugi parter"), "building": "urzad", "level": 0})]),
    ("nobody-sits", "areas.sala", [("areas/sala/seats", 0)]),
    ("printer-for-all-twice", "printers.b", [("printers", {"a": PRINTER, "b": PRINTER})]),
    ("port-out-of-range", "printers.a.address", [("printers", {"a": {"address": "tcp://drukarka:99999"}})]),
    ("port-out-of-range", "printers.a.address", [("printers", {"a": {"address": "tcp://drukarka:0"}})]),
    ("paper-width", "printers.a.paper_mm", [("printers", {"a": PRINTER | {"paper_mm": 70}})]),
]

CHOSEN = [
    ("timezone-stale", "office.timezone", [("office/timezone", "UTC")]),
    ("timezone-stale", "office.timezone", [("office/timezone", "PRC")]),
    ("timezone-stale", "office.timezone", [("office/timezone", "Factory")]),
    ("timezone-stale", "office.timezone", [("office/timezone", "US/Eastern")]),
    ("bad-slug", "office.slug", [("office/slug", "urzad-")]),
    ("polish-missing", "office.languages", [("office/languages", ["en"])]),
    ("person-not-fictional", "people.ug-1", [("people/ug-1/fictional", False)]),
    ("cash-before-opening", "calendar.cash_minutes", [("calendar/cash_minutes", 600)]),
    ("card-before-opening", "calendar.card_minutes", [("calendar/card_minutes", 480)]),
    ("cash-before-opening", f"calendar.exceptions.{TUESDAY}", [
        ("calendar/cash_minutes", 60), ("calendar/exceptions", {TUESDAY: HOUR_LONG})]),
    ("swap-off-twice", "calendar.swaps.2026-12-19.instead_of", [
        ("calendar/swaps", {"2026-12-12": SWAP, "2026-12-19": SWAP})]),
    ("swap-of-open-day", f"calendar.swaps.{TUESDAY}", [("calendar/swaps", {TUESDAY: SWAP})]),
    ("deputy-is-head", "departments.UG.deputy_head", [
        ("departments/UG/head", "ug-3"), ("departments/UG/deputy_head", "ug-3")]),
    ("regime-closes-posts", "regimes.r.closed_desks",
     regime(contact_modes=["comes-down", "phone"], closed_desks=["S"])),
    ("share-for-nobody-else", "regimes.r.walk_in_share", regime(walk_in_share=1.0)),
    ("too-large", "regimes.r.square_metres_per_person", regime(square_metres_per_person=10_000.0)),
    ("too-large", "hall_rules.calls_before_missed", [("hall_rules", {"calls_before_missed": 1000})]),
    ("too-large", "hall_rules.ten_minutes_more", [("hall_rules", {"ten_minutes_more": 10_000})]),
    ("too-large", "standards.s.target", [("standards", {"s": STANDARD | {"target": 1e6}})]),
    ("standard-twice", "standards.t", [("standards", {"s": STANDARD, "t": STANDARD | {"target": 30}})]),
    ("standard-twice", "standards.t", [("standards", {
        "s": STANDARD | {"measure": "missed", "target": 0.1, "queues": ["A", "K"]},
        "t": STANDARD | {"measure": "missed", "target": 0.2, "quantile": 0.5, "queues": ["K", "A"]}})]),
    ("series-unused", "series.Z", [("series/Z", {"prefix": "Z"})]),
    ("group-unknown", "services.pismo.group", [GROUPS, ("services/pismo/group", "Nie ma takiej")]),
    ("language-unknown", "people.ug-1.languages[2]", [("people/ug-1/languages", ["pl", "klingon"])]),
    ("language-unknown", "services.pismo.languages[1]", [("services/pismo/languages", ["polski"])]),
    ("phrase-twice", "phrases.b.pl", [("phrases", {"a": PHRASE, "b": PHRASE})]),
    ("id-shared", "referrals.pismo", [("referrals", {"pismo": REFERRAL})]),
    ("online-not-http", "services.pismo.online", [("services/pismo/online", "javascript:alert(1)")]),
    ("online-not-http", "services.pismo.online", [("services/pismo/online", " ftp://example.org")]),
]

ODD = [*DRAWN, *CHOSEN]

#: What is unusual and lawful all the same.
LAWFUL = {
    "a corner to write in inside the hall": [
        SIZED, ("areas/sala/plan", [0.0, 0.0, 20.0, 10.0]), ("areas/kat", SECOND_AREA | {"plan": [0, 0, 5, 5]})],
    "areas of two floors above each other": [
        SIZED, *UPSTAIRS[:1], ("areas/sala/plan", [0.0, 0.0, 9.0, 9.0]),
        ("areas/kat", SECOND_AREA | {"floor": "pietro", "plan": [0, 0, 9, 9]})],
    "a desk at the very edge": [SIZED, ("desks/1/at", [20.0, 0.0])],
    "two printers, of which one names its devices": [
        ("printers", {"a": PRINTER, "b": PRINTER | {"serves": ["kiosk"], "paper_mm": 58}})],
    "a worked public holiday": [
        ("calendar/swaps", {"2026-12-26": SWAP}), ("calendar/public_holidays", "PL")],
    "a short day on which the cash desk stays shut": [
        ("calendar/cash_minutes", 60), ("calendar/exceptions", {TUESDAY: HOUR_LONG | {
            "roster": {"K": [], "1": ["ug-1 09:00-10:00"]}}})],
    "officers who do not come down under rules that close the posts": regime(
        contact_modes=["phone"], closed_desks=["S"]),
    "two promises of one wait": [
        ("standards", {"s": STANDARD, "t": STANDARD | {"quantile": 0.5, "target": 10}})],
    "rare languages and signs": [("people/ug-1/languages", ["pl", "csb", "rue", "pjm", "yi"])],
    "groups, and a service in none": [GROUPS, ("services/oplata/group", "Pisma")],
    "the name of an online service": [("services/pismo/online", "e-Budownictwo: wnioski")],
    "the address of an online service": [("services/pismo/online", "https://www.gov.pl/pismo?a=1")],
    "the same head of two departments": [
        ("departments/FN", PAYS), ("desks/1/departments", ["UG", "FN"]), ("departments/UG/head", "ug-3")],
    "another end of the world": [("office/timezone", "America/Argentina/Buenos_Aires")],
    "a day worked for another year's day off": [
        ("calendar/swaps", {"2026-12-12": SWAP | {"instead_of": date(2027, 1, 4)}})],
}
