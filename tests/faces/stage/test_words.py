"""What the scripts of the stage say."""

import pytest
from django.utils.translation import override

from okienko.faces.stage.words import with_places
from tests.actions.stage.conftest import legnica


@pytest.mark.parametrize(("language", "cash", "meeting"), [
    ("pl", "Kasa 1", "Spotkania 1"), ("en", "Cash desk 1", "Meeting post 1"), ("uk", "Каса 1", None),
])
def test_desks_with_a_name_are_called_in_the_language_of_the_page(language, cash, meeting):
    with override(language):
        named = with_places({"place": "desk {desk}"}, legnica())["named"]
    assert named["Kasa 1"] == cash
    assert meeting is None or named["Spotkania 1"] == meeting
    assert not any(label[0].isdigit() for label in named)
