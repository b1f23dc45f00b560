"""The components of the house as template tags: {% load ui %}.

A component takes words and values and returns HTML that carries its own icon, name and state.
Further attributes are given as keywords, underscores standing for hyphens (data_action="next");
inline styles and handlers are refused, because the pages are served without them.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from okienko.ui.icons import known_icon
from okienko.ui.states import PLATES, look_of, plate_words
from okienko.ui.waits import wait_words, wait_words_short

register = template.Library()

BAR = 100


class ForbiddenAttribute(ValueError):
    """Inline styles and event handlers are not allowed on any page."""


def _attributes(given: dict[str, Any]) -> SafeString:
    pairs = []
    for key, value in given.items():
        name = key.rstrip("_").replace("_", "-")
        if name == "style" or name.startswith("on"):
            raise ForbiddenAttribute(name)
        if value not in (None, False, ""):
            pairs.append((name, name if value is True else value))
    return format_html_join("", ' {}="{}"', pairs)


def _part(part: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/parts/{part}.html", context)


@register.inclusion_tag("ui/parts/icon.html")
def icon(name: str, *, label: str = "", large: bool = False) -> dict[str, Any]:
    """A drawing from the sprite; with a label it speaks, without it is hidden from readers."""
    return {"name": known_icon(name), "label": label, "large": large}


@register.inclusion_tag("ui/parts/wordmark.html")
def wordmark() -> dict[str, Any]:
    """The name Okienko, drawn."""
    return {}


@register.simple_tag
def button(
    text: str,
    *,
    kind: str = "",
    icon: str = "",
    key: str = "",
    size: str = "",
    hint: str = "",
    wide: bool = False,
    disabled: bool = False,
    href: str = "",
    **attrs: Any,
) -> SafeString:
    """A button, or a link that looks like one where href is given; key = its single key."""
    more = {"type": "submit", **attrs} if not href else {"href": href, **attrs}
    if key:
        more |= {"data_key": key, "aria_keyshortcuts": key}
    return _part(
        "button",
        text=text,
        kind=kind,
        icon=icon,
        key=key,
        size=size,
        hint=hint,
        wide=wide,
        disabled=disabled,
        element="a" if href else "button",
        attrs=_attributes(more),
    )


@register.simple_tag
def link_button(text: str, href: str, **options: Any) -> SafeString:
    """A link in the look of a button; takes what button takes."""
    return button(text, href=href, **options)


@register.simple_tag
def choice(
    text: str,
    *,
    icon: str = "ticket",
    hint: str = "",
    href: str = "",
    current: bool = False,
    is_on: bool | None = None,
    kind: str = "",
    key: str = "",
    **attrs: Any,
) -> SafeString:
    """A large tile: a link where href is given, else a button; key = its single key; `is_on`: a box, ticked or not."""
    more = {"href": href, **attrs} if href else {"type": "submit", **attrs}
    if key:
        more |= {"data_key": key, "aria_keyshortcuts": key}
    if current or is_on:
        more["aria_current"] = "true"
    return _part(
        "choice", is_on=is_on, text=text, icon=icon,
        hint=hint,
        kind=kind,
        key=key,
        element="a" if href else "button",
        attrs=_attributes(more),
    )


@register.inclusion_tag("ui/parts/ticket.html")
def ticket(label: str, *, caption: str = "", state: str = "waiting", size: str = "") -> dict[str, Any]:
    """The number that a client holds, as a window. State: waiting, called, serving, past."""
    return {"label": label, "caption": caption, "state": state, "size": size}


@register.inclusion_tag("ui/parts/plate.html", takes_context=True)
def desk_plate(context: template.Context, number: str | int, *, kind: str = "service", size: str = "") -> Any:
    """Where to go: "Desk 4", "Cash desk 2"; a desk of the page's office is named as on the board, else by its kind."""
    sign, word, name = plate_words(str(number), kind=kind, office=context.get("office"))
    return {"number": name, "icon": sign, "word": word, "size": size}


@register.inclusion_tag("ui/parts/call.html")
def call_row(
    ticket: str,
    desk: str | int,
    *,
    kind: str = "service",
    time: str = "",
    fresh: bool = False,
) -> dict[str, Any]:
    """One call in a list: ticket, where to go, when; fresh = just now."""
    return {
        "ticket": ticket,
        "desk": desk,
        "word": PLATES[kind][1],
        "time": time,
        "fresh": fresh,
        "service": kind == "service",
    }


@register.inclusion_tag("ui/parts/tag.html")
def tag(text: str, *, icon: str = "info", tone: str = "plain") -> dict[str, Any]:
    """A small label. Tones: plain, now, pine, good, info, warn, alert."""
    return {"text": text, "icon": icon, "tone": tone}


@register.inclusion_tag("ui/parts/tag.html")
def status(state: str, *, kind: str = "visit") -> dict[str, Any]:
    """The state of a visit, desk, wish or presence, with icon and words."""
    look = look_of(state, kind=kind)
    return {"text": look.text, "icon": look.icon, "tone": look.tone}


@register.inclusion_tag("ui/parts/meter.html")
def waiting_meter(count: int, *, room: int = 20, text: str = "") -> dict[str, Any]:
    """How many people wait, against the room there is for them."""
    words = text or ngettext("%(count)d person waiting", "%(count)d people waiting", count) % {"count": count}
    filled = min(BAR, round(BAR * count / room)) if room else BAR
    return {"text": words, "filled": filled, "full": count >= room}


@register.inclusion_tag("ui/parts/wait.html")
def wait_band(
    low: int | None, high: int | None, *, bare: bool = False, short: bool = False, enough: bool = True
) -> dict[str, Any]:
    """The range of the wait in minutes; None where it cannot be told, as in `core.hall.told.band`. Short for boards."""
    return {"words": (wait_words_short if short else wait_words)(low, high, enough=enough), "bare": bare}


@register.inclusion_tag("ui/form/field.html")
def field(bound: Any) -> dict[str, Any]:
    """One field of a Django form: label, help, errors, widget."""
    return {"field": bound}


@register.inclusion_tag("ui/parts/empty.html")
def empty(text: str, *, icon: str = "check", hint: str = "") -> dict[str, Any]:
    """What stands where a list has nothing to show."""
    return {"text": text, "icon": known_icon(icon), "hint": hint}


@register.inclusion_tag("ui/parts/live.html")
def live_region() -> dict[str, Any]:
    """The places through which announce.js and toasts speak; once per page."""
    return {}


@register.inclusion_tag("ui/parts/ribbon.html")
def demo_ribbon(text: str = "") -> dict[str, Any]:
    """Says on every page of the demonstration that nothing here is real."""
    return {"text": text}


@register.inclusion_tag("ui/parts/languages.html", takes_context=True)
def language_switch(
    context: template.Context, *, action: str = "/i18n/setlang/", back: str = ""
) -> dict[str, Any]:
    """The languages of this page, each in its own name, as a form that works without JavaScript."""
    known = [code for code, _name in settings.LANGUAGES]
    spoken = getattr(context.get("request"), "spoken_here", known)
    return {"action": action, "back": back, "csrf_token": context.get("csrf_token", ""), "spoken": spoken}


@register.inclusion_tag("ui/parts/contrast.html", takes_context=True)
def contrast_switch(context: template.Context) -> dict[str, Any]:
    """The switch to black, white and yellow: works at once, remembered by prefs.js."""
    request = context.get("request")
    cookies = request.COOKIES if request else {}
    return {"on": cookies.get("okienko_contrast") == "high"}


@register.inclusion_tag("ui/parts/sizes.html")
def text_size_switch() -> dict[str, Any]:
    """Three sizes of text, kept by prefs.js; hidden where there is no script (the browser can zoom)."""
    return {}


@register.simple_block_tag
def card(
    content: str, title: str = "", *, level: int = 2, icon: str = "", tone: str = "", **attrs: Any
) -> SafeString:
    """A sheet of related things. Tones: lit (now), pine (mine), sunken (aside)."""
    return _part(
        "card", content=content, title=title, level=level, icon=icon, tone=tone, attrs=_attributes(attrs)
    )


@register.simple_block_tag
def notice(content: str, title: str = "", *, tone: str = "info", role: str = "") -> SafeString:
    """A message on the page. Tones: info, good, warn, alert; role="alert" speaks at once."""
    sign = {"info": "info", "good": "check", "warn": "warning", "alert": "warning"}[tone]
    return _part("notice", content=content, title=title, tone=tone, icon=sign, role=role)


@register.simple_block_tag
def facts(content: str, *, figures: bool = False) -> SafeString:
    """A list of names and values; holds {% fact %}. Figures stand at the far side of their names."""
    return format_html('<dl class="facts{}">{}</dl>', " facts-figures" if figures else "", content)


@register.simple_block_tag
def fact(content: str, name: str, *, icon: str = "") -> SafeString:
    """One name with its value."""
    return _part("fact", content=content, name=name, icon=icon)


@register.simple_block_tag
def table(content: str, caption: str, *, hidden_caption: bool = False, stacks: bool = False) -> SafeString:
    """A table in a frame that scrolls by itself; one that stacks is a sheet a row where narrow (td data-label)."""
    return _part("table", content=content, caption=caption, hidden_caption=hidden_caption, stacks=stacks)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A window over the page, opened by any button with data-opens="id"."""
    return _part("dialog", content=content, id=id, title=title)


@register.simple_block_tag
def steps(content: str, label: str) -> SafeString:
    """The course of a visit; holds {% step %}."""
    return format_html('<ol class="steps" aria-label="{}">{}</ol>', label, content)


@register.simple_block_tag
def step(content: str, title: str, *, state: str = "next", time: str = "") -> SafeString:
    """One step: done, now or next."""
    return _part("step", content=content, title=title, state=state, time=time)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Tabs that are links; holds {% tab %}."""
    return format_html('<nav aria-label="{}"><ul class="tabs">{}</ul></nav>', label, content)


@register.inclusion_tag("ui/parts/tab.html")
def tab(text: str, href: str, *, current: bool = False, count: int | None = None) -> dict[str, Any]:
    """One tab; count = how many things wait behind it."""
    return {"text": text, "href": href, "current": current, "count": count}
