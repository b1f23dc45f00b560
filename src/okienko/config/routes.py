"""The one table of all addresses of the program, of both worlds, with who may go there.

Django's addresses and the live dispatcher are built from these rows and from
nothing else; `tests/faces/test_routes.py` walks each role along each row.
"""

from __future__ import annotations

from okienko.core.people import roles as may
from okienko.core.people.route import DJANGO, DUTIES, HOLDER, LIVE, PLAYER, PUBLIC, SIGNED_IN, STAGE, Route

GET = ("GET",)
POST = ("POST",)
BOTH = ("GET", "POST")


def _live(methods: tuple[str, ...], path: str, name: str, view: str, permission: str, what: str) -> Route:
    return Route(LIVE, methods, path, name, view, permission, what)


def _page(methods: tuple[str, ...], path: str, name: str, view: str, permission: str, what: str) -> Route:
    return Route(DJANGO, methods, path, name, view, permission, what)


def _account(path: str, name: str, permission: str, what: str) -> Route:
    methods = GET if name in _SAID_ONLY else BOTH
    return _page(methods, f"account/{path}", f"account_{name}", f"allauth.account.views:{_VIEWS.get(name, name)}",
                 permission, what)


def _second_factor(path: str, name: str, view: str, permission: str, what: str) -> Route:
    methods = GET if name in _SAID_ONLY else BOTH
    return _page(methods, f"account/2fa/{path}", f"mfa_{name}", f"allauth.mfa.{view}", permission, what)


#: Pages that say something and take no form.
_SAID_ONLY = ("inactive", "reset_password_done", "reset_password_from_key_done", "index", "view_recovery_codes")
_VIEWS = {"inactive": "account_inactive", "change_password": "password_change", "set_password": "password_set",
          "reset_password_done": "password_reset_done", "reset_password_from_key": "password_reset_from_key",
          "reset_password_from_key_done": "password_reset_from_key_done"}

LIVE_ROUTES = (
    _live(GET, "/live/health", "live-health", "health", PUBLIC, "Can what people do be stored?"),
    _live(GET, "/live/{office}/public", "live-public", "picture", PUBLIC, "What everybody may see of the hall"),
    _live(GET, "/live/{office}/public/stream", "live-public-stream", "stream", PUBLIC, "The same, each change"),
    _live(GET, "/live/{office}/staff", "live-staff", "picture", may.SEE_HALL, "What staff see of the hall"),
    _live(GET, "/live/{office}/staff/stream", "live-staff-stream", "stream", may.SEE_HALL, "The same, each change"),
    _live(POST, "/live/{office}/command", "live-command", "command", DUTIES, "One command to the hall"),
    _live(BOTH, "/live/{office}/ticket/{code}", "live-ticket", "ticket", HOLDER, "The holder's own visit"),
    _live(POST, "/live/{office}/clock", "live-clock", "clock", PLAYER, "The time of a replayed day"),
)

STAGE_LIVE_ROUTES = (
    Route(STAGE, GET, "/stage/live/state", "stage-live-state", "state", PUBLIC, "What the stage shows one browser"),
    Route(STAGE, GET, "/stage/live/stream", "stage-live-stream", "stream", PUBLIC, "The same, each change"),
    Route(STAGE, POST, "/stage/live/do", "stage-live-do", "do", PUBLIC, "One thing that a visitor does"),
)

ACCOUNT_ROUTES = (
    _account("login/", "login", PUBLIC, "Sign in"),
    _account("logout/", "logout", PUBLIC, "Sign out"),
    _account("signup/", "signup", PUBLIC, "Says that accounts are given by an administrator"),
    _account("inactive/", "inactive", PUBLIC, "Says that the account is closed"),
    _account("again/", "reauthenticate", SIGNED_IN, "Say who you are once more"),
    _account("password/change/", "change_password", SIGNED_IN, "Change the own password"),
    _account("password/set/", "set_password", SIGNED_IN, "Set a first password, for an account that has none"),
    _page(BOTH, "account/password/reset/", "account_reset_password", "okienko.faces.setup.account:reset_password",
          PUBLIC, "Ask for a new password by mail, or whom to ask where there is none"),
    _account("password/reset/done/", "reset_password_done", PUBLIC, "Says that the mail is on its way"),
    _account("password/reset/key/{uidb36}-{key}/", "reset_password_from_key", PUBLIC, "Set a new password"),
    _account("password/reset/key/done/", "reset_password_from_key_done", PUBLIC, "Says that the password is set"),
    _second_factor("", "index", "base.views:index", SIGNED_IN, "The own second factors"),
    _second_factor("check/", "authenticate", "base.views:authenticate", PUBLIC, "The second step of signing in"),
    _second_factor("again/", "reauthenticate", "base.views:reauthenticate", SIGNED_IN, "The second factor once more"),
    _second_factor("app/on/", "activate_totp", "totp.views:activate_totp", SIGNED_IN, "Begin to use an app for codes"),
    _second_factor("app/off/", "deactivate_totp", "totp.views:deactivate_totp", SIGNED_IN, "Stop using the app"),
    _second_factor("codes/", "view_recovery_codes", "recovery_codes.views:view_recovery_codes", SIGNED_IN,
                   "The own codes for emergencies"),
    _second_factor("codes/new/", "generate_recovery_codes", "recovery_codes.views:generate_recovery_codes", SIGNED_IN,
                   "New codes for emergencies"),
    _second_factor("codes/file/", "download_recovery_codes", "recovery_codes.views:download_recovery_codes", SIGNED_IN,
                   "The codes as a file"),
)

KIOSK = "okienko.faces.kiosk"
KIOSK_ROUTES = (
    _page(GET, "{office}/kiosk/", "kiosk", f"{KIOSK}.pages:start", PUBLIC, "The first screen of the kiosk"),
    _page(GET, "{office}/kiosk/group/{group}", "kiosk-group", f"{KIOSK}.pages:group", PUBLIC,
          "The services of one group"),
    _page(GET, "{office}/kiosk/service/{service}", "kiosk-service", f"{KIOSK}.pages:service", PUBLIC,
          "The card of a service, before the ticket"),
    _page(GET, "{office}/kiosk/referral/{referral}", "kiosk-referral", f"{KIOSK}.pages:referral", PUBLIC,
          "A matter of another authority"),
    _page(GET, "{office}/kiosk/search", "kiosk-search", f"{KIOSK}.pages:search", PUBLIC, "Search by words"),
    _page(GET, "{office}/kiosk/options", "kiosk-options", f"{KIOSK}.pages:options", PUBLIC,
          "Several persons, priority, needs"),
    _page(GET, "{office}/kiosk/officer", "kiosk-officer", f"{KIOSK}.officer:officer", PUBLIC,
          "I want to talk to the officer: of which department"),
    _page(GET, "{office}/kiosk/officer/{department}", "kiosk-department", f"{KIOSK}.officer:department", PUBLIC,
          "Whoever handles it, or a person by name"),
    _page(GET, "{office}/kiosk/voice.wav", "kiosk-voice", f"{KIOSK}.voice:voice", DUTIES, "A sentence, spoken"),
    _page(POST, "{office}/kiosk/take", "kiosk-take", f"{KIOSK}.ticket:take", DUTIES, "Take a ticket"),
    _page(BOTH, "{office}/kiosk/ticket/{code}", "kiosk-ticket", f"{KIOSK}.ticket:ticket", HOLDER,
          "The ticket that was taken; print it when that failed"),
    _page(GET, "{office}/kiosk/ticket/{code}/paper", "kiosk-paper", f"{KIOSK}.ticket:paper", HOLDER,
          "The ticket as the browser prints it"),
)

RECEPTION_ROUTES = (
    _page(BOTH, "{office}/reception/", "reception", "okienko.faces.reception.views:reception", may.HELP_AT_DOOR,
          "Give, find, print tickets; who needs help; the door"),
)

SETUP = "okienko.faces.setup"
SETUP_ROUTES = (
    _page(GET, "home/", "home", f"{SETUP}.account:home", SIGNED_IN, "The screen at which one works"),
    _page(GET, "account/", "account", f"{SETUP}.account:account", SIGNED_IN, "The own roles, password, second factor"),
    _page(POST, "i18n/setlang/", "set_language", "django.views.i18n:set_language", PUBLIC, "Choose the language"),
    _page(BOTH, "enrol/", "enrol", f"{SETUP}.devices:enrol", PUBLIC, "A device types its code here"),
    _page(BOTH, "{office}/setup/people/", "people", f"{SETUP}.people:people", may.MANAGE_PEOPLE,
          "People of the office and their roles"),
    _page(BOTH, "{office}/setup/people/{pk}/", "person", f"{SETUP}.people:person", may.MANAGE_PEOPLE,
          "One person's account and roles"),
    _page(BOTH, "{office}/setup/devices/", "devices", f"{SETUP}.devices:devices", may.MANAGE_DEVICES,
          "Kiosks, boards and printers of the office"),
    _page(BOTH, "{office}/setup/devices/{pk}/", "device", f"{SETUP}.devices:device", may.MANAGE_DEVICES,
          "One device: a new code, or revoke it"),
    _page(GET, "{office}/setup/description/", "setup-description", f"{SETUP}.description:description",
          may.MANAGE_OFFICE, "The revisions of the description and what each changed"),
    _page(POST, "{office}/setup/description/new/", "setup-description-new", f"{SETUP}.description:description_new",
          may.MANAGE_OFFICE, "A new description: its faults or its plan; apply it"),
    _page(GET, "{office}/setup/description/file/", "setup-description-file", f"{SETUP}.description:description_file",
          may.MANAGE_OFFICE, "The files of a revision"),
    _page(GET, "{office}/setup/journal/", "journal", f"{SETUP}.journal:journal", may.READ_JOURNAL,
          "The journal, page by page"),
    _page(GET, "{office}/setup/journal/file/", "journal-file", f"{SETUP}.journal:journal_file", may.READ_JOURNAL,
          "The journal as a file"),
    _page(GET, "{office}/setup/journal/check/", "journal-check", f"{SETUP}.journal:journal_check", may.READ_JOURNAL,
          "Is the journal whole?"),
)

STAGE = "okienko.faces.stage"
STAGE_ROUTES = (
    _page(GET, "", "front", "okienko.faces.site.now:home", PUBLIC, "The front door: the stage, the office, or offices"),
    _page(GET, "stage/", "stage", f"{STAGE}.pages:stage", PUBLIC, "The demonstration"),
    _page(GET, "stage/phone/", "stage-phone", f"{STAGE}.pages:phone", PUBLIC, "A phone beside the house"),
    _page(GET, "stage/board/", "stage-board", f"{STAGE}.pages:board", PUBLIC, "A board beside the house"),
    _page(GET, "stage/desk/", "stage-desk", f"{STAGE}.pages:desk", PUBLIC, "A desk beside the house"),
    _page(BOTH, "stage/sign-in/", "stage-sign-in", f"{STAGE}.sign_in:sign_in", PUBLIC, "Sign in by one click"),
    _page(GET, "letter/", "letter", f"{STAGE}.letter:letter", PUBLIC, "The letter's promises, one by one"),
    _page(GET, "letter/source/", "letter-source", f"{STAGE}.letter:source", PUBLIC, "A rule or a proof as it stands"),
)

BOARD = "okienko.faces.board.views"
BOARD_ROUTES = (
    _page(GET, "{office}/board/", "board", f"{BOARD}:board", PUBLIC, "Who is called where, in the whole office"),
    _page(GET, "{office}/board/{area}/", "board-area", f"{BOARD}:board", PUBLIC, "The same, for one area"),
    _page(GET, "{office}/voice/{key}.txt", "voice-text", f"{BOARD}:voice_text", PUBLIC, "A call in words"),
    _page(GET, "{office}/voice/{key}.wav", "voice-recording", f"{BOARD}:voice_recording", PUBLIC, "A call, spoken"),
)

POCKET = "okienko.faces.pocket"
POCKET_ROUTES = (
    _page(GET, "{office}/hall/", "hall", f"{POCKET}.door:hall", PUBLIC, "The hall for a phone without a ticket"),
    _page(BOTH, "{office}/ticket/", "take-ticket", f"{POCKET}.door:take_ticket", PUBLIC, "Take a ticket on the phone"),
    _page(BOTH, "{office}/t/{code}/", "pocket", f"{POCKET}.ticket:ticket", HOLDER, "The page of one ticket"),
    _page(GET, "{office}/t/{code}/now/", "pocket-now", f"{POCKET}.ticket:now", HOLDER, "What changes on that page"),
    _page(BOTH, "{office}/t/{code}/leave/", "pocket-leave", f"{POCKET}.ticket:leave", HOLDER, "Give the ticket up"),
    _page(BOTH, "{office}/t/{code}/officer/", "pocket-officer", f"{POCKET}.officer:officer", HOLDER,
          "Wish to talk to the officer"),
    _page(BOTH, "{office}/t/{code}/date/", "pocket-date", f"{POCKET}.officer:agree_date", HOLDER,
          "Agree a date with the officer"),
)

DESK = "okienko.faces.desk.views"
DESK_ROUTES = (
    _page(BOTH, "{office}/desk/", "desk", f"{DESK}:desk", may.SERVE_DESK, "Choose a desk and work at it"),
    _page(GET, "{office}/desk/search/", "desk-search", f"{DESK}:search", may.SEE_HALL, "Cards by words of the matter"),
    _page(BOTH, "{office}/till/", "till", "okienko.faces.till.views:till", may.TAKE_PAYMENTS,
          "Work at a cash desk"),
)
DEPARTMENT_ROUTES = (
    _page(BOTH, "{office}/department/", "department", "okienko.faces.department.views:department", may.MEET_CLIENTS,
          "Who waits for us: answer, come down, meet"),
)

MANAGER = "okienko.faces.manager"
MANAGER_ROUTES = (
    _page(GET, "{office}/manager/", "manager", f"{MANAGER}.floor:floor", may.RUN_HALL, "The floors and queues now"),
    _page(GET, "{office}/manager/standards/", "manager-standards", f"{MANAGER}.records:standards", may.SEE_STANDARDS,
          "Standards of today and of the past"),
    _page(GET, "{office}/manager/description/", "manager-description", f"{MANAGER}.records:description",
          may.SEE_STANDARDS, "The description in force and its history"),
    _page(BOTH, "{office}/manager/{act}/", "manager-act", f"{MANAGER}.acts:act", may.RUN_HALL,
          "What an act means, and doing it: the day, a desk, the regime"),
)

SITE = "okienko.faces.site"
SITE_ROUTES = (
    _page(GET, "{office}/", "site", f"{SITE}.now:now", PUBLIC, "Is the office open?"),
    _page(GET, "{office}/was-open/", "site-was-open", f"{SITE}.past:was_open", PUBLIC,
          "Was the office open at a moment?"),
    _page(GET, "{office}/services/", "site-services", f"{SITE}.catalogue:services", PUBLIC, "Search by everyday words"),
    _page(GET, "{office}/services/{service}/", "site-service", f"{SITE}.catalogue:service", PUBLIC,
          "The card of a service"),
    _page(GET, "{office}/elsewhere/{referral}/", "site-referral", f"{SITE}.catalogue:referral", PUBLIC,
          "A matter of another authority"),
    _page(GET, "{office}/departments/", "site-departments", f"{SITE}.directory:departments", PUBLIC,
          "The directory of departments"),
    _page(GET, "{office}/hours/", "site-hours", f"{SITE}.directory:hours", PUBLIC, "Hours, complaints and motions"),
    _page(GET, "{office}/standards/", "site-standards", f"{SITE}.standards:standards", PUBLIC,
          "Standards and what became of them"),
    _page(GET, "{office}/rule/", "site-rule", f"{SITE}.directory:rule", PUBLIC, "Why a wish cannot be refused"),
    _page(GET, "{office}/accessibility/", "site-accessibility", f"{SITE}.directory:accessibility", PUBLIC,
          "The statement of accessibility"),
)

API = "okienko.faces.api"
OFFICES = "api/v1/offices"
API_ROUTES = (
    _page(GET, "api/v1/openapi.json", "api-openapi", f"{API}.views:openapi", PUBLIC, "The open interface described"),
    _page(GET, OFFICES, "api-offices", f"{API}.views:offices", PUBLIC, "All offices"),
    _page(GET, f"{OFFICES}/{{slug}}", "api-office", f"{API}.views:office", PUBLIC, "One office"),
    _page(GET, f"{OFFICES}/{{slug}}/services", "api-services", f"{API}.views:services", PUBLIC, "Its services"),
    _page(GET, f"{OFFICES}/{{slug}}/services/{{service}}", "api-service", f"{API}.views:service", PUBLIC, "A card"),
    _page(GET, f"{OFFICES}/{{slug}}/referrals", "api-referrals", f"{API}.views:referrals", PUBLIC,
          "What other authorities settle"),
    _page(GET, f"{OFFICES}/{{slug}}/departments", "api-departments", f"{API}.views:departments", PUBLIC,
          "Departments and the ways to them"),
    _page(GET, f"{OFFICES}/{{slug}}/hours", "api-hours", f"{API}.views:hours", PUBLIC, "Hours by date"),
    _page(GET, f"{OFFICES}/{{slug}}/queues", "api-queues", f"{API}.views:queues", PUBLIC, "The hall now"),
    _page(GET, f"{OFFICES}/{{slug}}/standards", "api-standards", f"{API}.views:standards", PUBLIC, "Standards kept"),
    _page(GET, "api/action/wsstore_get/", "feed-warsaw", f"{API}.feeds:warsaw", PUBLIC, "Queues as Warsaw tells them"),
    _page(GET, "status_kolejek/query.php", "feed-duw", f"{API}.feeds:duw", PUBLIC, "Queues as DUW tells them"),
    _page(GET, "app/webroot/status_kolejek/query.php", "feed-duw-long", f"{API}.feeds:duw", PUBLIC, "The same"),
)

DJANGO_ROUTES = (
    *API_ROUTES,
    *ACCOUNT_ROUTES,
    *KIOSK_ROUTES,
    *RECEPTION_ROUTES,
    *SETUP_ROUTES,
    *STAGE_ROUTES,
    *BOARD_ROUTES,
    *POCKET_ROUTES,
    *DESK_ROUTES,
    *DEPARTMENT_ROUTES,
    *MANAGER_ROUTES,
    *SITE_ROUTES,
)
ROUTES = (*LIVE_ROUTES, *STAGE_LIVE_ROUTES, *DJANGO_ROUTES)
