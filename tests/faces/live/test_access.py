"""The permission snapshot: what the database says now counts, not what a token said once."""

import pytest

from okienko.actions.keeper import State
from okienko.core.people import roles
from okienko.core.people.route import Route
from okienko.core.people.tokens import Claims, Signer
from okienko.core.people.who import ANYBODY
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.app import Live

SIGNER = Signer.of(b"a secret of the tests")
CLAIMS = Claims("person", 17, "demo", ("clerk",), 3, 1000)


def access_for(*, version: int = 3, role: str = "clerk", office: str = "demo") -> Access:
    access = Access(signer=SIGNER, now=lambda: 0)
    access.renew(Snapshot("1", {("person", 17): Known(office, version, (role,), "anna")}))
    return access


def test_whoever_is_known_may_what_the_snapshot_says_and_not_what_the_token_says() -> None:
    who = access_for(role="auditor").who(SIGNER.sign(CLAIMS))
    assert who.permissions == roles.ROLES["auditor"].grants
    assert who.by == "person:anna"


@pytest.mark.parametrize("changed", [{"version": 4}, {"office": "other"}])
def test_an_older_version_or_another_office_is_nobody(changed) -> None:
    assert access_for(**changed).who(SIGNER.sign(CLAIMS)) == ANYBODY


def test_whoever_is_revoked_is_refused_with_the_next_snapshot() -> None:
    access = access_for()
    who = access.who(SIGNER.sign(CLAIMS))
    assert access.holds(who)
    access.renew(Snapshot("2", {}))
    assert access.who(SIGNER.sign(CLAIMS)) == ANYBODY
    assert not access.holds(who)


def test_a_player_is_known_only_where_a_day_is_replayed() -> None:
    token = SIGNER.sign(Claims("player", 0, "demo", (), 1, 1000))
    assert access_for().who(token) == ANYBODY
    assert Access(signer=SIGNER, now=lambda: 0, has_player=True).who(token).kind == "player"


class Shown:
    """A hall whose picture is there."""

    def peek(self, slug, audience):
        return State(seq=1, etag='"s1"', body=b"{}")


STAFF_PICTURE = Route("live", ("GET",), "live/{office}/staff", "live-staff", "picture", roles.SEE_HALL, "The picture")


def test_what_was_found_of_somebody_is_found_anew_once_permissions_or_the_token_have_ended() -> None:
    moment = [0.0]
    access = Access(signer=SIGNER, now=lambda: moment[0])
    known = {("person", 17): Known("demo", 3, ("clerk",), "anna")}
    access.renew(Snapshot("1", known))
    live = Live([STAFF_PICTURE], halls=Shown(), hub=None, access=access, codes=None, now=lambda: moment[0], clock=None,
                zone_of=None, words=None)
    asked = {"method": "GET", "path": "/live/demo/staff", "headers": [
        (b"host", b"localhost"), (b"authorization", b"Bearer " + SIGNER.sign(CLAIMS).encode())]}

    def is_answered() -> bool:
        return live.at_once(asked, b"", lambda said: None)

    assert (is_answered(), is_answered()) == (True, True)
    access.renew(Snapshot("2", {}))
    assert not is_answered()
    access.renew(Snapshot("3", known))
    assert (is_answered(), is_answered()) == (True, True)
    moment[0] = 1000.0
    assert not is_answered()
