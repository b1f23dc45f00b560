"""What an office has not translated stays Polish on the phone, and says so to whoever listens."""

import re

import pytest

from okienko.core.office.place import Text
from okienko.ui.templatetags.office import joined, named, tongue
from tests.kiosk_server import serving

FEE, PAPER = "Według cennika zieleni", "Mapka z drzewem"
SERVICE = f"""
[services.drzewo-zgloszenie]
name = {{ pl = "Zgłoszenie drzewa", en = "Report of a tree", uk = "Повідомлення про дерево" }}
group = "Pisma, skargi, inne sprawy"
department = "SO"
queue = "D"
minutes = 10
shortest = 5
longest = 20
fee = "{FEE}"
deadline = "7 dni"
documents = ["{PAPER}"]
where = "Stanowisko 4"
legal_basis = "KPA"
decided_in = "hall"
share = 0.0
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("marks"), files={"services/drzewo-zgloszenie.toml": SERVICE}) as server:
        server.at("09:00")
        server.give("open_desk", desk="4", person="so-1")
        yield server


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_a_line_of_a_card_without_translation_is_marked_as_polish_on_its_ticket(office, language):
    code = office.give("take", matters=["drzewo-zgloszenie"])["code"]
    with office.client() as client:
        client.cookies.set("okienko_language", language)
        page = client.get(f"/legnica/t/{code}/").text
    marked = {line: f'<span lang="pl">{line}</span>' in page for line in (FEE, PAPER)}
    assert all(line in page for line in marked)
    assert set(marked.values()) == {language != "pl"}


def test_a_translated_name_bears_no_mark_and_nothing_is_drawn_as_markup():
    cash = Text(pl="Kasy <1>", en="Cash desks")
    assert (named(cash, "en"), tongue(cash, "en")) == ("Cash desks", "en")
    assert (named(cash, "uk"), tongue(cash, "uk")) == ('<span lang="pl">Kasy &lt;1&gt;</span>', "pl")
    assert re.sub(r"<.*?>", "", joined(", ", named(cash, "uk"), "", "<b>")) == "Kasy &lt;1&gt;, &lt;b&gt;"
