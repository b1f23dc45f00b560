"""Legal acts and grounds in the language of the page, or marked as Polish."""

import pytest
from django.template import Context, Template
from django.utils import translation

from okienko.core.office import load
from tests.core.office.conftest import LEGNICA

GROUND = "Kobieta w ciąży albo opiekun z dzieckiem do 3 lat"


def shown(text, language):
    with translation.override(language):
        page = Template("{% load office %}{{ text|legal:office }}")
        return page.render(Context({"text": text, "office": load(LEGNICA)}))


@pytest.mark.parametrize(("text", "language", "expected"), [
    (GROUND, "pl", GROUND),
    (GROUND, "en", "A pregnant woman, or somebody with a child under three"),
    (GROUND, "uk", "Вагітна жінка або опікун із дитиною до 3 років"),
    ("KPA art. 63 <i>", "pl", "KPA art. 63 &lt;i&gt;"),
    ("KPA art. 63 <i>", "en", '<span lang="pl">KPA art. 63 &lt;i&gt;</span>'),
    ("Bez opłaty\nKPA", "en", 'No fee\n<span lang="pl">KPA</span>'),
])
def test_a_legal_text_is_said_in_the_language_of_the_page_or_marked_as_polish(text, language, expected):
    assert shown(text, language) == expected
