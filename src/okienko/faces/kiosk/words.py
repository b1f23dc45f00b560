"""The words of the kiosk that are more than a template's: needs, and the letters of its keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Need:
    """Something that makes the visit easier; nobody asks why it is needed."""

    id: str
    icon: str
    text: object
    effect: object


NEEDS = (
    Need("step_free", "wheelchair", gettext_lazy("Step-free way"),
         gettext_lazy("You are called to a desk without steps, and never sent upstairs.")),
    Need("sign_language", "signing", gettext_lazy("Sign language"),
         gettext_lazy("An interpreter joins by video, or somebody who signs serves you.")),
    Need("more_time", "clock", gettext_lazy("More time"),
         gettext_lazy("Nobody hurries you, and we wait longer when we call you.")),
    Need("loop", "loop", gettext_lazy("Hearing loop"), gettext_lazy("You are served at a desk with a hearing loop.")),
    Need("seat", "seat", gettext_lazy("A seat"), gettext_lazy("You sit while you are served.")),
)

_ROWS = {
    "pl": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "uk": ("йцукенгшщзхї", "фівапролджє", "ґячсмитьбю"),
}


def keyboard(language: str) -> tuple[str, ...]:
    """The rows of letters to touch. Polish ones need no tails: the search finds words without them."""
    return _ROWS.get(language, _ROWS["pl"])

