"""The translations: Polish is complete, and no translation loses a name that the program fills in."""

import re

import pytest
from babel.messages.pofile import read_po

from tools import translations

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|%[sd]|\{[a-z_]+\}")
DOMAINS = ("django", "djangojs")


def entries(language: str, domain: str) -> dict:
    """The translated entries of a catalogue by sentence and context; none when there is no catalogue."""
    path = translations.LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return {}
    with path.open("rb") as text:
        catalogue = read_po(text, locale=language)
    return {(translations.as_forms(each.id)[0], each.context): each for each in catalogue if each.id}


def asked(domain: str) -> set[tuple[str, str | None]]:
    """Every sentence that the sources ask for, with its context."""
    template = translations.template_of(domain)
    return {(translations.as_forms(each.id)[0], each.context) for each in template if each.id}


@pytest.mark.parametrize("domain", DOMAINS)
def test_polish_has_every_sentence(domain):
    polish = entries("pl", domain)
    done = {key for key, each in polish.items() if all(translations.as_forms(each.string)) and not each.fuzzy}
    assert sorted(sentence for sentence, _ in asked(domain) - done) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_fills_in_no_name_that_its_sentence_does_not_have(language, domain):
    for (sentence, _), each in entries(language, domain).items():
        wanted = set(PLACEHOLDER.findall("".join(translations.as_forms(each.id))))
        for form in filter(None, translations.as_forms(each.string)):
            assert set(PLACEHOLDER.findall(form)) <= wanted, sentence


@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_sentence_waits_for_a_second_look(language, domain):
    assert [sentence for (sentence, _), each in entries(language, domain).items() if each.fuzzy] == []


def test_the_sentences_of_a_template_are_found(tmp_path):
    template = tmp_path / "page.html"
    template.write_text(
        '{% load i18n %}\n  <p>{% translate "Take a ticket" %}</p>\n <b>it\'s</b>\n'
        "{% blocktranslate %}Hi {{ name }}{% endblocktranslate %}"
    )
    text = translations.readable(template, how="template").read().decode()
    assert "Take a ticket" in text
    assert "Hi %(name)s" in text


#: One word for a thing, also in Ukrainian: what it is called, and what it was called as well.
ONE_WORD = {"desk": ("віконц", "стійк"), "ticket": ("квит", "талон")}
#: Desks with a name of their own, and what is no desk to go to.
OTHER_DESKS = re.compile(r"(information|cash|filing) desk|desk upstairs", re.IGNORECASE)


@pytest.mark.parametrize("thing", ONE_WORD)
def test_ukrainian_has_one_word_for_a_thing(thing):
    word, other = ONE_WORD[thing]
    named = re.compile(rf"\b{thing}s?\b", re.IGNORECASE)
    wrong = []
    for (sentence, _), each in entries("uk", "django").items():
        said = " ".join(filter(None, translations.as_forms(each.string))).lower()
        missed = said and thing == "desk" and named.search(OTHER_DESKS.sub("", sentence)) and word not in said
        if other in said or missed:
            wrong.append((sentence, said))
    assert wrong == []


def test_people_are_addressed_in_one_form():
    """"Pani/Pan", in every case; a comma between the two reads like two people."""
    offices = translations.LOCALE.parent / "offices"
    texts = [translations.LOCALE / "pl" / "LC_MESSAGES" / "django.po", *offices.rglob("*.toml")]
    commas = re.compile(r"\b(?:Pani|Panią), Pan\w{0,2}\b")
    other = {f"{path.name}: {found}" for path in texts for found in commas.findall(path.read_text(encoding="utf-8"))}
    assert other == set()
