"""Each component says what it is, in words and with an icon, and escapes what it is given."""

from typing import get_args

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from okienko.core.contact.search import PRESENCES
from okienko.core.contact.wish import MODES, WISH_LIFE
from okienko.core.hall.visit import VISIT_LIFE
from okienko.core.office.place import DeskKind
from okienko.ui.icons import UnknownIcon
from okienko.ui.states import KINDS, PLATES, UnknownState
from okienko.ui.templatetags.ui import ForbiddenAttribute
from okienko.ui.waits import breakable, wait_words, wait_words_short

ATTACK = '"><script>alert(1)</script>'


def draw(source, **context):
    html = Template("{% load ui %}" + source).render(Context(context))
    assert "UNDEFINED" not in html, html
    return html


@pytest.mark.parametrize(
    "source",
    [
        "{% button text %}",
        "{% button text hint=text name=text value=text %}",
        "{% link_button text href=text %}",
        "{% choice text hint=text href=text %}",
        "{% ticket text caption=text %}",
        "{% desk_plate text %}",
        "{% call_row text text time=text %}",
        "{% tag text %}",
        "{% waiting_meter 3 text=text %}",
        "{% empty text hint=text %}",
        "{% demo_ribbon text %}",
        "{% tab text href=text %}",
        "{% icon 'bell' label=text %}",
        "{% card title=text %}{{ text }}{% endcard %}",
        "{% notice title=text %}{{ text }}{% endnotice %}",
        "{% fact name=text %}{{ text }}{% endfact %}",
        "{% table caption=text %}<tr><td>{{ text }}</td></tr>{% endtable %}",
        "{% dialog id=text title=text %}{{ text }}{% enddialog %}",
        "{% steps label=text %}{% endsteps %}",
        "{% step title=text time=text %}{{ text }}{% endstep %}",
        "{% tabs label=text %}{% endtabs %}",
        "{% language_switch action=text back=text %}",
    ],
)
def test_what_a_component_is_given_is_escaped(source):
    html = draw(source, text=ATTACK)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_markup_inside_a_block_component_stays_markup():
    assert "<p>yes</p>" in draw("{% card title='Card' %}<p>yes</p>{% endcard %}")
    assert "<p>yes</p>" in draw("{% steps label='S' %}{% step 'One' %}<p>yes</p>{% endstep %}{% endsteps %}")


def test_a_button_with_a_key_shows_the_key_and_tells_it_to_readers():
    html = draw('{% button "Next" key="n" data_action="next" %}')
    assert 'data-key="n"' in html
    assert 'aria-keyshortcuts="n"' in html
    assert 'data-action="next"' in html
    assert '<kbd class="key" aria-hidden="true">n</kbd>' in html


def test_a_link_in_the_look_of_a_button_is_a_link():
    html = draw('{% link_button "Help" "/help/" %}')
    assert html.startswith('<a class="button" href="/help/"')
    assert "type=" not in html


@pytest.mark.parametrize("name", ["onclick", "onfocus", "style"])
def test_no_component_takes_an_inline_style_or_handler(name):
    with pytest.raises(ForbiddenAttribute):
        draw('{% button "Next" ' + name + '="x" %}')


def test_a_misspelt_icon_is_refused():
    with pytest.raises(UnknownIcon):
        draw("{% icon 'no-such-icon' %}")


def test_an_icon_is_hidden_from_readers_unless_it_has_a_name():
    assert 'aria-hidden="true"' in draw("{% icon 'bell' %}")
    named = draw("{% icon 'bell' label='Rings' %}")
    assert 'role="img" aria-label="Rings"' in named
    assert "aria-hidden" not in named


STATES = [(kind, state) for kind, looks in KINDS.items() for state in looks]


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_no_state_is_told_by_colour_alone(kind, state):
    html = draw("{% status state kind=kind %}", state=state, kind=kind)
    assert "<use href=" in html
    assert str(KINDS[kind][state].text) in html


@pytest.mark.parametrize("kind", KINDS)
def test_states_of_one_kind_have_different_words(kind):
    for language in ("pl", "en"):
        with translation.override(language):
            words = [str(look.text) for look in KINDS[kind].values()]
        assert len(words) == len(set(words))


def test_every_state_of_the_core_has_its_look_and_no_other():
    assert set(KINDS["visit"]) == set(VISIT_LIFE) - {"new"}
    assert set(KINDS["wish"]) == set(WISH_LIFE) - {"new"}
    assert set(KINDS["mode"]) == set(MODES)
    assert set(KINDS["presence"]) == set(PRESENCES)
    assert set(PLATES) == set(get_args(DeskKind))


def test_an_unknown_state_is_refused():
    with pytest.raises(UnknownState):
        draw("{% status 'refused' kind='wish' %}")


def test_no_wish_can_look_refused():
    assert not {"refused", "rejected", "denied"} & set(KINDS["wish"])


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10, 20, "about 10–20 min"),
        (0, 5, "less than 5 min"),
        (0, 0, "your turn is now"),
        (7, 7, "about 7 min"),
        (None, None, "no desk is open for it now"),
        (None, 5, "no desk is open for it now"),
        (55, 100, "about 55 min to 1 h 40 min"),
        (60, 120, "about 1 h to 2 h"),
        (200, None, "at least 3 h 20 min, perhaps until after closing"),
    ],
)
def test_a_wait_is_a_range_in_words(low, high, words):
    assert words in breakable(draw("{% wait_band low high %}", low=low, high=high))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10, 20, "10–20 min"),
        (0, 5, "up to 5 min"),
        (0, 0, "no wait"),
        (None, None, "no desk open now"),
        (55, 100, "55 min – 1 h 40 min"),
        (200, None, "over 3 h 20 min"),
    ],
)
def test_a_board_shows_the_same_range_in_few_letters(low, high, words):
    assert f"<strong>{words}</strong>" in breakable(draw("{% wait_band low high short=True %}", low=low, high=high))


def test_a_range_breaks_neither_after_its_dash_nor_before_its_unit():
    assert wait_words(12, 43) == "about 12–\u206043\u00a0min"
    assert wait_words_short(19, 65) == "19\u00a0min –\u2060\u00a01\u00a0h\u00a05\u00a0min"


def test_before_enough_was_served_the_wait_says_so():
    assert "not enough served yet to tell" in draw("{% wait_band None None enough=False %}")
    assert "<strong>not enough served yet</strong>" in draw("{% wait_band None None short=True enough=False %}")


@pytest.mark.parametrize(
    ("count", "width", "full"), [(0, 0, False), (15, 50, False), (30, 100, True), (99, 100, True)]
)
def test_the_meter_never_runs_over_its_room(count, width, full):
    html = draw("{% waiting_meter count room=30 %}", count=count)
    assert f'class="meter-fill" x="0" y="0" width="{width}"' in html
    assert ("meter-full" in html) == full


def test_a_desk_plate_names_the_kind_of_desk():
    assert "Cash desk" in draw("{% desk_plate 2 kind='cash' %}")
    assert "Meeting post" in draw("{% desk_plate 1 kind='meeting' %}")


def test_a_call_names_the_desk_for_readers_even_where_only_the_number_is_seen():
    assert '<span class="sr-only">Desk</span>' in draw("{% call_row 'D012' 4 %}")
    assert '<span class="call-word">Cash desk</span>' in draw("{% call_row 'K018' 2 kind='cash' %}")


def test_the_present_step_and_tab_are_marked_for_readers():
    assert 'aria-current="step"' in draw("{% step 'Waiting' state='now' %}{% endstep %}")
    assert 'aria-current="page"' in draw("{% tab 'Floor' '#' current=True count=0 %}")
    assert '<span class="count">0</span>' in draw("{% tab 'Floor' '#' count=0 %}")


def test_the_language_switch_is_a_form_in_which_each_language_bears_its_own_name():
    html = draw("{% language_switch back='/kiosk/' %}", csrf_token="token")
    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken" value="token"' in html
    assert 'name="next" value="/kiosk/"' in html
    assert 'value="uk" lang="uk"' in html
    assert "Українська" in html
    assert html.count("aria-current") == 1


def test_the_contrast_switch_is_drawn_as_the_cookie_says(rf):
    request = rf.get("/")
    assert "checked" not in draw("{% contrast_switch %}", request=request)
    request.COOKIES["okienko_contrast"] = "high"
    assert "checked" in draw("{% contrast_switch %}", request=request)


def test_a_notice_has_only_the_tones_that_exist():
    assert 'role="alert"' in draw("{% notice 'Stop' tone='alert' role='alert' %}x{% endnotice %}")
    with pytest.raises((KeyError, TemplateSyntaxError)):
        draw("{% notice 'Stop' tone='pink' %}x{% endnotice %}")


def test_the_size_switch_says_its_sizes_and_waits_for_a_script():
    html = draw("{% text_size_switch %}")
    assert "needs-script" in html
    assert html.count("data-text-size=") == 3
    assert html.count("aria-label=") == 4
