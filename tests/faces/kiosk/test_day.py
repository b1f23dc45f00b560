"""What the kiosk says when the hall is full, when the last ticket was given, and when the office is closed."""

import pytest

from tests.faces.kiosk.touching import take
from tests.kiosk_server import serving


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("evening")) as server:
        yield server


def test_a_day_from_the_morning_to_the_evening(served):
    """One test, because a clock that is set never goes back."""
    with served.client("kiosk") as kiosk:
        served.at("05:00")
        early = kiosk.get("/legnica/kiosk/").text
        assert "Urząd jest teraz zamknięty" in early
        assert "Otwieramy: poniedziałek, 23 listopada, 8:00" in early
        assert "Chcę porozmawiać" not in early

        served.at("09:00")
        unserved = take(kiosk, kiosk.get("/legnica/kiosk/service/dowod-wniosek"))
        assert "teraz żadne stanowisko tego nie obsługuje" in unserved.text
        served.give("open_desk", desk="2", person="so-1")
        served.give("set_regime", regime="sanitarne")
        card = kiosk.get("/legnica/kiosk/service/dowod-wniosek")
        inside = take(kiosk, card)
        served.give("set_regime", regime="jedna-osoba-przy-stanowisku")
        assert "Jedna osoba na otwarte stanowisko" in kiosk.get("/legnica/kiosk/").text
        outside = take(kiosk, kiosk.get("/legnica/kiosk/service/dowod-wniosek"))
        assert "Proszę poczekać na zewnątrz" not in inside.text
        assert "Proszę poczekać na zewnątrz" in outside.text
        assert "Wchodzi się po wywołaniu." in outside.text

        served.at("16:46")
        late = kiosk.get("/legnica/kiosk/").text
        assert "Dziś wydano już ostatni bilet" in late
        assert "Następne bilety: wtorek, 24 listopada, 8:00" in late
        assert "Kto ma bilet, zostanie obsłużony." in late
        assert "Weź bilet" not in kiosk.get("/legnica/kiosk/service/dowod-wniosek").text
        refused = take(kiosk, card, follow=False, key="f" * 32)
        assert (refused.status_code, "Bilet nie został wydany" in refused.text) == (409, True)


def test_a_public_demonstration_has_an_open_kiosk(tmp_path):
    with serving(tmp_path, OKIENKO_DEMO="1") as server, server.client() as anybody:
        server.at("09:00")
        page = anybody.get("/legnica/kiosk/service/dowod-wniosek")
        assert "Bilet" in take(anybody, page).text
        statuses = [take(anybody, anybody.get("/legnica/kiosk/service/dowod-wniosek"), follow=False).status_code
                    for _ in range(40)]
        assert statuses[0] == 302
        assert statuses[-1] == 503
