"""Makes the offices under load through the program's own code, in a process of its own: `python -m tools.bench.enrol`.

Migrates the database that DATABASE_URL names, applies each office's description, gives its people accounts, lets in
its kiosk by a code, and prints their tokens as one line of JSON.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from okienko.faces.console.database import ready
from tools.bench.office import BenchOffice

PASS_SECONDS = 12 * 3600


def enrol(office: BenchOffice) -> dict[str, dict[str, str]]:
    """One office: its description, its clerks, its head, its administrator, its kiosk; gives their tokens."""
    from django.utils import timezone

    from okienko.actions.office import apply
    from okienko.actions.people.accounts import create_account
    from okienko.actions.people.devices import add_device, redeem_code
    from okienko.actions.people.who import device_claims, person_claims
    from okienko.config.doors import signer

    expires, sign = int(time.time()) + PASS_SECONDS, signer().sign
    apply({"office.toml": office.text()}, by="bench", at=timezone.now())

    def person(staff_id: str, *roles: str) -> str:
        account = create_account(f"{office.slug}-{staff_id}", office=office.slug, roles=roles, person=staff_id)
        return sign(person_claims(account, expires=expires))

    clerks = {f"{office.slug}/{office.desk(n)}": person(office.clerk(n), "clerk") for n in range(office.desks)}
    head = person("head", "manager", "administrator")
    _, code = add_device("Kiosk", office=office.slug, kind="kiosk")
    kiosk = sign(device_claims(redeem_code(code), expires=expires))
    return {"clerk": clerks, "head": {office.slug: head}, "kiosk": {office.slug: kiosk}}


def session(office: str) -> str:
    """The session of the administrator of an office, as the sign-in page gives it, for Django's own pages."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from okienko.records.people import Account

    account = Account.objects.get(office=office, username=f"{office}-head")
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def described(folder: Path) -> dict[str, str]:
    """A real description: applied, with one account that has every role; gives its pass and its kiosk's token."""
    from django.utils import timezone

    from okienko.actions.office import apply, current_office
    from okienko.actions.people.accounts import create_account
    from okienko.actions.people.who import person_claims
    from okienko.config.doors import signer
    from okienko.core.people.roles import PERSON_ROLES

    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}
    slug = apply(files, by="bench", at=timezone.now()).slug
    head = next(each.id for each in current_office(slug).people.values() if each.role == "manager")
    account = create_account(f"{slug}-head", office=slug, roles=PERSON_ROLES, person=head)
    return {slug: signer().sign(person_claims(account, expires=int(time.time()) + PASS_SECONDS))}


def main(listed: str, *folders: str) -> None:
    """Make the generated offices and those described in the folders; print the tokens."""
    ready()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    doors: dict[str, Any] = {"clerk": {}, "head": {}, "kiosk": {}}
    for office in json.loads(listed):
        for kind, tokens in enrol(BenchOffice(*office)).items():
            doors[kind] |= tokens
    for folder in folders:
        doors["head"] |= described(Path(folder))
    print(json.dumps({**doors, "session": session(next(iter(doors["head"])))}))


if __name__ == "__main__":
    main(*sys.argv[1:])
