"""The buttons for another language on the phone are named in that language, whatever the page speaks."""

import re

import pytest


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_each_language_bears_its_own_name_in_its_own_language(office, language):
    with office.client() as client:
        client.cookies.set("okienko_language", language)
        page = client.get("/legnica/hall/").text
    buttons = re.findall(r'value="(\w+)" lang="(\w+)" aria-label="([^"]+)"', page)
    assert buttons == [("pl", "pl", "Polski"), ("en", "en", "English"), ("uk", "uk", "Українська")]
