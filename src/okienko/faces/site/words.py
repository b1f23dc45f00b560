"""Weekdays, equipment and the steps of a wish, in words for everybody."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okienko.ui.states import WISH

#: Monday first.
WEEKDAY_NAMES = WEEKDAYS

EQUIPMENT: dict[str, tuple[str, str | Promise]] = {
    "loop": ("loop", _("Hearing loop")),
    "pjm-video": ("signing", _("Polish sign language by video")),
    "low-counter": ("wheelchair", _("Low counter")),
    "seat": ("seat", _("Seat at the desk")),
    "card-terminal": ("card", _("Payment by card")),
}

WISH_STATES = {state: look.text for state, look in WISH.items()}

#: What may happen to a wish, by kind of journal entry.
KINDS_OF_ENTRY: dict[str, str | Promise] = {
    "wish_asked": pgettext_lazy("wish happens", "the client or a clerk asks"),
    "wish_sought": pgettext_lazy("wish happens", "the next person is asked, or a date is offered"),
    "wish_deferred": pgettext_lazy("wish happens", "somebody says “not now”, and the next person is asked"),
    "wish_consented": pgettext_lazy("wish happens", "the client agrees to another person or chooses how to meet"),
    "wish_answered": pgettext_lazy("wish happens", "an officer takes it"),
    "wish_placed": pgettext_lazy("wish happens", "a meeting post that has become free is given to it"),
    "wish_dated": pgettext_lazy("wish happens", "a date is agreed with the client"),
    "wish_started": pgettext_lazy("wish happens", "the conversation begins"),
    "wish_met": pgettext_lazy("wish happens", "the conversation took place"),
    "wish_lapsed": pgettext_lazy("wish happens", "the agreed date has passed and the client did not come"),
    "wish_withdrawn": pgettext_lazy("wish happens", "the client, and nobody else, withdraws it"),
}
