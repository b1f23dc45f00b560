"""Touching a screen without a browser: following its links and sending its forms, as without a script."""

import re
from html import unescape

import httpx

_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def main_of(page: httpx.Response) -> str:
    """The words of the main part."""
    return unescape(_TAG.sub(" ", re.search(r"<main.*?</main>", page.text, re.DOTALL)[0]))


def touch(client: httpx.Client, page: httpx.Response, words: str) -> httpx.Response:
    """Follow the link that bears these words."""
    for address, inside in _LINK.findall(page.text):
        if words in unescape(_TAG.sub(" ", inside)):
            found = client.get(page.url.join(unescape(address)))
            assert found.status_code == 200, found.text
            return found
    raise AssertionError(f"nothing to touch says “{words}”")


def take(client: httpx.Client, page: httpx.Response, *, follow: bool = True, read: httpx.Response | None = None,
         **fields: str) -> httpx.Response:
    """Send the form of the page that gives a ticket, with some fields changed."""
    form = re.search(r'<form[^>]*action="([^"]*/take[^"]*)".*?</form>', page.text, re.DOTALL)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    if read is not None:
        client.cookies.set("csrftoken", hidden["csrfmiddlewaretoken"][:32])
        hidden["csrfmiddlewaretoken"] = hidden["csrfmiddlewaretoken"][:32]
    answer = client.post(page.url.join(unescape(form[1])), data={**hidden, **fields}, follow_redirects=follow)
    assert not follow or answer.status_code == 200, answer.text
    return answer


def ticket_in(page: httpx.Response) -> str:
    """The number of the ticket on the screen."""
    return re.search(r'class="ticket-pane">([^<]+)<', page.text)[1]
