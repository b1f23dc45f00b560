"""What each kind of entry of the journal is called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STREAMS: dict[str, str | Promise] = {"hall": _("The hall"), "people": _("Accounts and devices")}
KINDS: dict[str, str | Promise] = {
    "day_opened": pgettext_lazy("entry", "the day was opened"),
    "tickets_stopped": pgettext_lazy("entry", "tickets were stopped"),
    "tickets_resumed": pgettext_lazy("entry", "tickets are given again"),
    "day_closed": pgettext_lazy("entry", "the day was closed"),
    "regime_set": pgettext_lazy("entry", "the rules of contact were changed"),
    "rules_changed": pgettext_lazy("entry", "another description came into force"),
    "presence_set": pgettext_lazy("entry", "an officer’s presence was changed"),
    "needs_erased": pgettext_lazy("entry", "the needs of clients who have gone were erased"),
    "desk_opened": pgettext_lazy("entry", "a desk was opened"),
    "desk_paused": pgettext_lazy("entry", "a desk was paused"),
    "desk_resumed": pgettext_lazy("entry", "a desk goes on"),
    "desk_closed": pgettext_lazy("entry", "a desk was closed"),
    "taken": pgettext_lazy("entry", "a ticket was taken"),
    "admitted": pgettext_lazy("entry", "the client was let in"),
    "matter_added": pgettext_lazy("entry", "a matter was added"),
    "moved": pgettext_lazy("entry", "the ticket was moved to another queue"),
    "called": pgettext_lazy("entry", "the client was called"),
    "recalled": pgettext_lazy("entry", "the client was called again"),
    "call_undone": pgettext_lazy("entry", "the call was taken back"),
    "started": pgettext_lazy("entry", "the service began"),
    "missed": pgettext_lazy("entry", "the client did not come"),
    "reinstated": pgettext_lazy("entry", "a missed ticket was taken back"),
    "settled": pgettext_lazy("entry", "a matter was settled"),
    "finished": pgettext_lazy("entry", "the visit was finished"),
    "finish_undone": pgettext_lazy("entry", "the finish was taken back"),
    "parked": pgettext_lazy("entry", "the visit was put aside"),
    "resumed": pgettext_lazy("entry", "the visit waits again"),
    "sent": pgettext_lazy("entry", "the client was sent to another desk and comes back"),
    "went_away": pgettext_lazy("entry", "the client went to the other post"),
    "came_back": pgettext_lazy("entry", "the client came back"),
    "handed": pgettext_lazy("entry", "the visit was handed over"),
    "left": pgettext_lazy("entry", "the client gave the ticket up"),
    "expired": pgettext_lazy("entry", "the ticket ended with the day"),
    "wish_asked": pgettext_lazy("entry", "a conversation with an officer was wished"),
    "wish_sought": pgettext_lazy("entry", "the next officer was asked"),
    "wish_deferred": pgettext_lazy("entry", "an officer said “not now”"),
    "wish_consented": pgettext_lazy("entry", "the client chose how to meet"),
    "wish_answered": pgettext_lazy("entry", "an officer answered the wish"),
    "wish_placed": pgettext_lazy("entry", "a meeting post was given, or another client got it"),
    "wish_dated": pgettext_lazy("entry", "a date was agreed"),
    "wish_lapsed": pgettext_lazy("entry", "the client did not come on the agreed date"),
    "wish_started": pgettext_lazy("entry", "the conversation began"),
    "wish_met": pgettext_lazy("entry", "the conversation took place"),
    "wish_withdrawn": pgettext_lazy("entry", "the client withdrew the wish"),
    "account_given": pgettext_lazy("entry", "an account was given"),
    "account_changed": pgettext_lazy("entry", "an account was changed"),
    "password_set": pgettext_lazy("entry", "a password was set"),
    "device_added": pgettext_lazy("entry", "a device was added"),
    "code_made": pgettext_lazy("entry", "a code for a device was made"),
    "device_let_in": pgettext_lazy("entry", "a device was let in"),
    "device_revoked": pgettext_lazy("entry", "a device was revoked"),
}


def kind_title(kind: str) -> str:
    """The name of a kind; the kind itself where a newer program has written one that is not known here."""
    return str(KINDS.get(kind, kind))
