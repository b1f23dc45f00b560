"""The key of a form on the phone page belongs to one browser."""

import pytest
from django.test import RequestFactory

from okienko.core.hall.refusals import Malformed
from okienko.faces.pocket.door import _key

KEY = "0123456789abcdef0123456789abcdef-dowod-wniosek"


def key_of(secret, key=KEY):
    request = RequestFactory().post("/legnica/ticket/", {"key": key})
    request.COOKIES["csrftoken"] = secret
    return _key(request)


def test_the_same_form_of_one_browser_is_one_request_and_of_two_browsers_two():
    assert key_of("a" * 32) == key_of("a" * 32)
    assert key_of("a" * 32) != key_of("b" * 32)
    assert key_of("a" * 32) != key_of("a" * 32, KEY + "2")


@pytest.mark.parametrize("key", ["1", "x" * 19, "x" * 121])
def test_a_key_that_could_be_guessed_is_refused(key):
    with pytest.raises(Malformed):
        key_of("a" * 32, key)
