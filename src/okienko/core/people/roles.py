"""What the people and the devices of an office may do.

A permission names one thing that somebody does in the office; a role is a set of
permissions with a name that the office uses. Whatever no role grants is denied.
Figures are shown for desks, queues and departments, never for one person: no
permission exists for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done; `en` and `pl` say it to the person who grants it."""

    name: str
    en: str
    pl: str


@dataclass(frozen=True, slots=True)
class Role:
    """A set of permissions; `is_device` marks those of kiosks, boards and printers."""

    name: str
    en: str
    pl: str
    en_about: str
    pl_about: str
    grants: frozenset[str]
    is_device: bool = False


SEE_HALL = "see_hall"
TAKE_TICKETS = "take_tickets"
HELP_AT_DOOR = "help_at_door"
SERVE_DESK = "serve_desk"
ASK_FOR_CLIENT = "ask_for_client"
MEET_CLIENTS = "meet_clients"
TAKE_PAYMENTS = "take_payments"
RUN_HALL = "run_hall"
USE_ANY_DESK = "use_any_desk"
SEE_STANDARDS = "see_standards"
MANAGE_PEOPLE = "manage_people"
MANAGE_DEVICES = "manage_devices"
MANAGE_OFFICE = "manage_office"
READ_JOURNAL = "read_journal"
PRINT_TICKETS = "print_tickets"
SHOW_BOARD = "show_board"

PERMISSIONS = {permission.name: permission for permission in (
    Permission(SEE_HALL, "See who waits and for what, without any names",
               "Widzieć, kto czeka i na co, bez imion i nazwisk"),
    Permission(TAKE_TICKETS, "Give tickets", "Wydawać bilety"),
    Permission(HELP_AT_DOOR, "Find a ticket, move it, bring a missed one back",
               "Odszukać bilet, przenieść go, przywrócić pominięty"),
    Permission(SERVE_DESK, "Sign in at a desk and serve clients there", "Zająć stanowisko i obsługiwać klientów"),
    Permission(ASK_FOR_CLIENT, "Ask an officer to meet the client",
               "Poprosić pracownika wydziału o rozmowę z klientem"),
    Permission(MEET_CLIENTS, "Answer wishes for a conversation and meet the clients",
               "Odpowiadać na życzenia rozmowy i spotykać się z klientami"),
    Permission(TAKE_PAYMENTS, "Take payments at a cash desk", "Przyjmować wpłaty w kasie"),
    Permission(RUN_HALL, "Open and close the day, stop tickets, switch the regime",
               "Otwierać i zamykać dzień, wstrzymywać bilety, przełączać zasady ograniczonego kontaktu"),
    Permission(USE_ANY_DESK, "Act for a desk at which somebody else is signed in",
               "Działać za stanowisko zajęte przez inną osobę"),
    Permission(SEE_STANDARDS, "See how the office keeps its standards", "Widzieć, jak urząd dotrzymuje standardów"),
    Permission(MANAGE_PEOPLE, "Give and take away accounts and roles", "Nadawać i odbierać konta oraz role"),
    Permission(MANAGE_DEVICES, "Enrol and revoke kiosks, boards and printers",
               "Dodawać i odwoływać biletomaty, tablice i drukarki"),
    Permission(MANAGE_OFFICE, "Change the description of the office", "Zmieniać opis urzędu"),
    Permission(READ_JOURNAL, "Read the journal", "Czytać dziennik zdarzeń"),
    Permission(PRINT_TICKETS, "Let the office's printer print a ticket", "Drukować bilety na drukarce urzędu"),
    Permission(SHOW_BOARD, "Show the calls and say them aloud without a touch",
               "Pokazywać wywołania i mówić je na głos bez dotknięcia ekranu"),
)}

ROLES = {role.name: role for role in (
    Role("reception", "Reception", "Recepcja",
         "Welcomes clients: gives tickets, finds and moves them, asks for an officer.",
         "Wita klientów: wydaje i odszukuje bilety, przenosi je, prosi o rozmowę z pracownikiem wydziału.",
         frozenset({SEE_HALL, TAKE_TICKETS, HELP_AT_DOOR, ASK_FOR_CLIENT})),
    Role("clerk", "Clerk", "Pracownik obsługi",
         "Serves clients at a desk of the customer-service office.",
         "Obsługuje klientów przy stanowisku w Biurze Obsługi Klienta.",
         frozenset({SEE_HALL, SERVE_DESK, ASK_FOR_CLIENT, TAKE_TICKETS})),
    Role("officer", "Officer", "Pracownik wydziału",
         "Handles matters in a department and comes down to clients who wish to talk.",
         "Prowadzi sprawy w wydziale i schodzi do klientów, którzy chcą rozmawiać.",
         frozenset({SEE_HALL, MEET_CLIENTS, ASK_FOR_CLIENT})),
    Role("cashier", "Cashier", "Kasjer",
         "Takes payments at a cash desk.", "Przyjmuje wpłaty w kasie.",
         frozenset({SEE_HALL, SERVE_DESK, TAKE_PAYMENTS, ASK_FOR_CLIENT})),
    Role("manager", "Manager", "Kierownik",
         "Runs the day: desks, queues, the regime of contact, the standards.",
         "Prowadzi dzień: stanowiska, kolejki, zasady ograniczonego kontaktu, standardy.",
         frozenset({SEE_HALL, TAKE_TICKETS, HELP_AT_DOOR, SERVE_DESK, ASK_FOR_CLIENT, MEET_CLIENTS, RUN_HALL,
                    USE_ANY_DESK, SEE_STANDARDS})),
    Role("administrator", "Administrator", "Administrator",
         "Looks after accounts, devices and the description of the office; sees no client.",
         "Opiekuje się kontami, urządzeniami i opisem urzędu; nie widzi klientów.",
         frozenset({MANAGE_PEOPLE, MANAGE_DEVICES, MANAGE_OFFICE})),
    Role("auditor", "Auditor", "Audytor",
         "Reads the journal and the standards, changes nothing.",
         "Czyta dziennik zdarzeń i standardy, niczego nie zmienia.",
         frozenset({READ_JOURNAL, SEE_STANDARDS})),
    Role("kiosk", "Kiosk", "Biletomat", "Gives and prints tickets.", "Wydaje i drukuje bilety.",
         frozenset({TAKE_TICKETS, PRINT_TICKETS}), is_device=True),
    Role("board", "Board", "Tablica", "Shows the calls.", "Pokazuje wywołania.",
         frozenset({SHOW_BOARD}), is_device=True),
    Role("printer", "Printer", "Drukarka", "Prints tickets.", "Drukuje bilety.",
         frozenset({PRINT_TICKETS}), is_device=True),
)}

PERSON_ROLES = tuple(role.name for role in ROLES.values() if not role.is_device)
DEVICE_KINDS = tuple(role.name for role in ROLES.values() if role.is_device)


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """What these roles grant together; a role that does not exist grants nothing."""
    return frozenset().union(*(ROLES[role].grants for role in roles if role in ROLES))
