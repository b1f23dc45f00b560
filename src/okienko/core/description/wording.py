"""The English sentences of every fault: what is wrong, and the mend.

They are message ids: a face translates the sentence first and fills in the {parameters} afterwards.
"""

from typing import Final

from okienko.core.description.choices import CATALOGUE, ITSELF, RULES
from okienko.core.description.opening import HOURS
from okienko.core.description.sentence import Wording
from okienko.core.description.space import PLACES

_FILES: Final = {
    "no-directory": Wording("There is no directory here.", "Check the path; `okienko init` makes a new office."),
    "no-files": Wording("There is no .toml file here.", "Check the path; `okienko init` makes a new office."),
    "not-toml": Wording("This is not TOML: {reason}.", "Mend this line; the file cannot be read beyond it."),
    "key-needs-quotes": Wording(
        "“{key}” cannot stand here without quotation marks.",
        'Write "{key}": only a–z, digits and hyphens stand bare.',
    ),
    "endless-number": Wording("The number on this line has thousands of digits.", "Write the number that is meant."),
    "duplicate-key": Wording("What stands on this line is already given above.", "Keep one of the two."),
    "not-utf8": Wording("The file is not UTF-8 text.", "Save it again with the encoding UTF-8."),
    "too-big": Wording("The file has {size} bytes, more than {most}.", "Split it, or move what is no description out."),
    "too-many-files": Wording("There are more than {most} files.", "Move what is no description out of the directory."),
    "link-outside": Wording("This link leads out of the directory.", "Replace it with a copy of the file."),
    "unreadable-file": Wording("The file cannot be read: {reason}.", "Check who may read it."),
    "stray-file": Wording(
        "A file of this kind is no part of a description.",
        "Move it elsewhere; only .toml and .md files belong here.",
    ),
    "given-twice": Wording("“{key}” is already given in {other}.", "Keep one of the two."),
    "too-deep": Wording(
        "The tables are nested too deeply.", "Write the description as in the offices that come with Okienko."
    ),
}

#: Faults of a file as such: the true ones, where others follow from what could not be read.
OF_FILES: Final = frozenset(_FILES)

_UPLOAD: Final = {
    "sections-missing": Wording(
        "These sections are missing: {sections}.",
        "Add them; a description is all its files together, so perhaps some of them are missing here.",
    ),
    "nothing-sent": Wording(
        "No file of a description was sent.", "Choose a ZIP, or all .toml files of the description at once."),
    "not-zip": Wording("This is no ZIP that can be read.",
                       "Pack the files again, without a password, or send them one by one."),
    "zip-locked": Wording("This file is locked by a password.", "Pack the files again without one."),
    "too-much": Wording(
        "The files have more than {most} bytes together.", "Send only what belongs to the description."),
    "too-much-packed": Wording(
        "Even packed the files are too large for this page.", "Apply them at the terminal, by `okienko apply`."),
    "file-twice": Wording("Two files have this name.", "Send one of them, or a ZIP in which they lie in folders."),
    "unsafe-path": Wording(
        "This name leads out of the description.", "Pack only files below the folder of the description."),
    "another-office": Wording(
        "This describes the office “{slug}”, and this page belongs to “{expected}”.",
        "Send it at the page of that office; a new office is begun at the terminal, by `okienko apply`.",
    ),
}

_VALUES: Final = {
    "unknown-key-hint": Wording("The key “{key}” is not known here.", "Did you mean “{hint}”?"),
    "unknown-key": Wording("The key “{key}” is not known here.", "Remove it, or use one of: {known}."),
    "key-gone": Wording("The key “{key}” has no meaning.", "Remove it: nothing depends on it."),
    "missing-key": Wording("The key “{key}” is missing.", "Add it."),
    "not-table": Wording("Here should be a table, not {value}.", "Write a [section], or {{ key = value }}."),
    "not-list": Wording("Here should be a list, not {value}.", "Put it in square brackets: [ … ]."),
    "not-text": Wording("Here should be text, not {value}.", "Put it in quotation marks."),
    "not-whole": Wording("Here should be a whole number, not {value}.", "Write it in digits, without quotation marks."),
    "not-number": Wording("Here should be a number, not {value}.", "Write it in digits, with a dot for the fraction."),
    "not-bool": Wording("Here should be true or false, not {value}.", "Write true or false, without quotation marks."),
    "not-date": Wording("Here should be a date, not {value}.", "Write it as 2026-01-31, without quotation marks."),
    "unwritten-character": Wording(
        "The text holds the character {character}, which nobody sees and which may turn the text around.",
        "Write the text anew at this place, without it.",
    ),
    "empty-text": Wording("The text is empty.", "Write it, or remove the key if it may be left out."),
    "too-small": Wording("{value} is too small.", "Write at least {least}."),
    "too-large": Wording("{value} is too large.", "Write at most {most}."),
    "wrong-count": Wording("Here should be {wanted} numbers, not {count}.", "Write {example}."),
    "unknown-choice-hint": Wording("“{value}” is not one of: {choices}.", "Did you mean “{hint}”?"),
    "unknown-choice": Wording("{value} is not known here.", "Use one of: {choices}."),
    "unreadable-text": Wording("“{value}” cannot be read here.", "Write it like this: {example}."),
    "unreadable-key": Wording("“{value}” cannot be read as a key here.", "Write it like this: {example}."),
    "bad-id": Wording(
        "“{value}” cannot be an id here.",
        "Use letters a–z, digits and hyphens; a queue has one to three capital letters or digits.",
    ),
    "listed-twice": Wording("“{value}” is listed twice.", "Keep it once."),
    "unknown-reference-hint": Wording("There is no “{value}” in {sections}.", "Did you mean “{hint}”?"),
    "unknown-reference": Wording("There is no “{value}” in {sections}.", "Add it there, or remove it here."),
    "bad-slug": Wording(
        "“{value}” cannot be the short name of an office.", "Use a–z, digits and hyphens, like “legnica”."
    ),
    "timezone-unknown": Wording(
        "The time zone “{value}” is not known.", "Use a name of the IANA list, for example {hint}."
    ),
    "timezone-stale": Wording(
        "“{value}” is a time zone that does not follow a place, or an outdated name.",
        "Use {hint}, which changes its clocks when the place does.",
    ),
}

_WAYS: Final = {
    "department-no-way-in": Wording(
        "The department “{department}” has no desk to walk in to, and no filing point.",
        'Add it to the departments of a desk, or let a filing desk take "*".',
    ),
    "department-no-way-in-on-day": Wording(
        "On {days} nobody takes in what comes for the department “{department}”.",
        "Put somebody on the roster of one of its desks: {desks}.",
    ),
    "department-no-contact": Wording(
        "The department “{department}” has no way to meet an officer.",
        'Name at least one contact mode; "comes-down" is the usual one.',
    ),
    "contact-not-in-person": Wording(
        "Nobody of the department “{department}” can ever be met in person.",
        'Add "comes-down", "goes-up" or "room"; for a time, [regimes.…] may leave only phone or video.',
    ),
    "department-without-officer": Wording(
        "The department “{department}” has nobody to meet.",
        "Add a person with the role officer or manager, or name the head.",
    ),
    "regime-refuses-contact": Wording(
        "Under “{regime}” the department “{department}” has no way of contact left.",
        "Allow one of its contact modes: {modes}.",
    ),
    "regime-closes-way-in": Wording(
        "“{regime}” closes the last desk that takes in what comes for “{department}”.",
        "Leave one of these open: {desks}.",
    ),
    "meeting-post-up-stairs": Wording(
        "Whoever cannot climb does not get to the meeting post “{desk}” on the floor “{floor}”.",
        "Describe the step-free way to the floor or the area, or the lift of the building; or move the post.",
    ),
    "only-way-is-stairs": Wording(
        "Whoever cannot climb cannot meet the department “{department}”.",
        "Allow comes-down, phone or video, or describe the step-free way to the floor.",
    ),
    "regime-only-stairs": Wording(
        "Under “{regime}” whoever cannot climb cannot meet the department “{department}”.",
        "Allow comes-down, phone or video, or describe the step-free way to the floor.",
    ),
    "regime-closes-posts": Wording(
        "“{regime}” closes every post to which officers come down, and still lets those of {department} come down.",
        "Leave one of these open: {desks}; or take comes-down out of its contact_modes.",
    ),
    "deputy-is-head": Wording(
        "The deputy head of “{department}” is its head.",
        "Name somebody else, or leave deputy_head out: the same person would be asked twice.",
    ),
    "meeting-post-missing": Wording(
        "There are officers, but no post where they meet clients in the hall.",
        'Add a desk with kind = "meeting".',
    ),
}

_STAFF: Final = {
    "service-no-desk": Wording(
        "No desk takes “{service}”: none has the department “{department}”.", "Add the department to a desk."
    ),
    "service-no-person": Wording(
        "Nobody on the roster of {desks} knows “{service}”.",
        "Give the skill to one of: {people}; or put somebody who has it on the roster.",
    ),
    "service-skill-ends": Wording(
        "After {last} nobody on the roster knows “{service}” any more: the skill ends.",
        "Give the skill to somebody on the roster, or let it last longer.",
    ),
    "service-no-person-on-day": Wording(
        "On {days} the office is open, but nobody on the roster knows “{service}”.",
        "Put somebody who has the skill on the roster of {desks} on these days too.",
    ),
    "regime-closes-service": Wording(
        "“{regime}” closes the last desk that takes “{service}”.", "Leave one of these open: {desks}."
    ),
    "regime-closes-skill": Wording(
        "“{regime}” closes the last desk at which somebody knows “{service}”.",
        "Leave one of these open: {desks}; or put somebody who has the skill on the roster of another.",
    ),
    "regime-unstaffed": Wording(
        "Under “{regime}” the office is open on {day}, but nobody takes people in at {hours}.",
        "Leave a desk open that is staffed then, or put somebody on the roster of another.",
    ),
    "day-unstaffed": Wording(
        "On {on} the office is open, but nobody takes people in at {hours}.",
        "Say in `roster` of that day who sits at which desk, or let the hours lie within the roster of that weekday "
        "(of a worked day: the roster of the day off for it).",
    ),
    "desk-never-staffed": Wording(
        "Nobody is ever on duty at the desk “{desk}”.", "Put it on the roster, or remove it."
    ),
    "duty-overlap-desk": Wording(
        "At the desk “{desk}” both {one} and {other} are on duty on {day}.",
        "Let one begin when the other ends.",
    ),
    "duty-overlap-person": Wording(
        "“{person}” is on duty at two desks at once on {day}: {one} and {other}.",
        "Let one begin when the other ends.",
    ),
    "duty-off-half-hour": Wording(
        "“{hours}” does not begin and end on a half hour.", "Write times such as 08:00 or 08:30."
    ),
    "duty-outside-hours": Wording(
        "“{hours}” on {day} lies outside the opening hours.",
        "The office is open {open}. Whoever stays longer on a single day stands in `roster` of that exception.",
    ),
    "duty-serves-nothing": Wording(
        "“{person}” can serve nothing at the desk “{desk}”.",
        "Give a skill for one of its departments ({departments}), or put somebody else here.",
    ),
    "cash-elsewhere": Wording(
        "“{service}” is served at the cash desk “{cash}” and by “{person}” at the desk “{desk}” too.",
        "Name the services of this person one by one, without it; payments have desks of their own.",
    ),
    "hall-unstaffed": Wording(
        "On {day} the office is open, but nobody takes people in at {hours}.",
        "Put somebody on the roster of an information, service or filing desk.",
    ),
}

WORDING: Final[dict[str, Wording]] = {
    **_FILES,
    **_UPLOAD,
    **_VALUES,
    **HOURS,
    **PLACES,
    **_WAYS,
    **_STAFF,
    **CATALOGUE,
    **RULES,
    **ITSELF,
}
