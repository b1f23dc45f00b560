"""What holds for all files of the design system."""

import gzip
import re

import pytest
from babel.messages.pofile import read_po
from django.test import override_settings

from okienko.ui.icons import icon_names
from okienko.ui.states import KINDS, PLATES
from okienko.ui.templatetags import ui as ui_tags
from tests.faces.ui import gallery_site
from tests.faces.ui.ui_settings import SETTINGS

UI = gallery_site.UI
ROOT = UI.parents[2]
TEMPLATES = sorted((UI / "templates").rglob("*.html"))
SHEETS = sorted((UI / "static").rglob("*.css"))
SCRIPTS = sorted((UI / "static").rglob("*.js"))
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=["']|javascript:""")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    with override_settings(**SETTINGS):
        folder = gallery_site.build(tmp_path_factory.mktemp("gallery"), "en")
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}


def test_the_gallery_and_every_sample_are_drawn_without_an_undefined_variable(rendered):
    assert set(rendered) == {"gallery.html", *(f"{name}.html" for name in gallery_site.SAMPLES)}
    assert not [name for name, html in rendered.items() if "UNDEFINED" in html]


def test_each_sample_file_is_shown_in_the_gallery():
    files = {path.stem for path in (UI / "templates/ui/samples").glob("*.html")}
    assert files - {"document", "screen", "manager_plan"} == set(gallery_site.SAMPLES)


def test_no_page_carries_an_inline_style_or_script(rendered):
    assert not [(name, INLINE.findall(html)) for name, html in rendered.items() if INLINE.search(html)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_an_inline_style_or_script(path):
    assert not INLINE.findall(path.read_text(encoding="utf-8"))


def test_every_page_of_the_gallery_has_one_main_heading_and_one_main_part(rendered):
    for name, html in rendered.items():
        assert len(re.findall(r"<h1\b", html)) == 1, name
        assert len(re.findall(r"<main\b", html)) == 1, name
        assert 'id="content"' in html, name


def test_every_icon_of_a_state_and_a_plate_is_in_the_sprite():
    used = {look.icon for looks in KINDS.values() for look in looks.values()}
    used |= {sign for sign, _ in PLATES.values()}
    assert used <= icon_names()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_each_sheet_uses_only_tokens_that_exist(path):
    tokens = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(sheet.read_text() for sheet in SHEETS)))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", path.read_text()))
    assert used <= tokens


@pytest.mark.parametrize("path", SHEETS + SCRIPTS, ids=lambda path: path.name)
def test_sheets_and_scripts_are_small_and_load_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < (300 if path.suffix == ".css" else 200)
    assert not re.search(r"https?://|@import", text)


def test_what_a_phone_loads_is_small(rendered):
    loaded = [
        UI / "static/ui" / name
        for name in (
            "tokens.css",
            "base.css",
            "layouts.css",
            "components.css",
            "pieces.css",
            "print.css",
            "page.js",
            "keys.js",
            "prefs.js",
            "stream.js",
            "source.js",
            "picture.js",
            "announce.js",
            "dom.js",
            "icons.svg",
        )
    ]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in loaded)
    weight += len(gzip.compress(rendered["pocket_waiting.html"].encode()))
    assert weight < 40_000


def _messages(language):
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    return {(message.context, message.id): message for message in catalogue if message.id}


def _sentences():
    """What the templates and modules of the ui ask gettext for, without plurals and blocks."""
    pattern = re.compile(r"""\{% translate "([^"]+)" %\}|_\("([^"]+)"\)""")
    for path in [*TEMPLATES, *UI.glob("*.py")]:
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield path, found.group(1) or found.group(2)


def test_polish_is_complete():
    known = {id_ for (context, id_), message in _messages("pl").items() if context is None and message.string}
    assert sorted({text for _, text in _sentences()} - known) == []


#: Words of screens that only people of the office see.
STAFF = {"workplace", "places", "posts", "refusals"}


def test_ukrainian_is_complete_for_kiosk_board_and_phone():
    known = {id_ for (context, id_), message in _messages("uk").items() if context is None and message.string}
    faces = ("kiosk", "board", "pocket")
    shared = {text for path, text in _sentences() if path.suffix == ".py" and not STAFF & {path.stem, path.parent.name}}
    asked = shared | {text for path, text in _sentences() if path.stem.startswith(faces)}
    assert sorted(asked - known) == []


@pytest.mark.parametrize("language", ["pl", "uk"])
def test_a_translation_keeps_the_places_of_its_sentence(language):
    place = re.compile(r"%\(\w+\)[sd]")
    for (_, id_), message in _messages(language).items():
        ids, strings = (id_, message.string) if isinstance(id_, tuple) else ((id_,), (message.string,))
        for string in filter(None, strings):
            # A singular may say its number as a word ("once more").
            assert sorted(place.findall(string)) in [sorted(place.findall(each)) for each in ids], id_


def test_every_component_and_export_stands_in_the_document():
    text = (ROOT / "docs" / "design-system.md").read_text(encoding="utf-8")
    tags = {name for name in ui_tags.register.tags if not name.startswith("end")}
    assert {name for name in tags if f"| `{name}`" not in text} == set()
    exports = {
        found
        for path in SCRIPTS
        for found in re.findall(r"^export (?:async )?function (\w+)", path.read_text(encoding="utf-8"), re.M)
    }
    assert {name for name in exports if not re.search(rf"`{name}[`(]", text)} == set()
