"""Who stands where when a visit is tried in a browser: each has a browser of their own, as in an office."""

import re

from playwright.sync_api import expect

KIOSK, BOARD, PHONE, DESKTOP = (1080, 1920), (1920, 1080), (390, 844), (1280, 800)
#: How long a screen may take until it shows what has happened, in milliseconds, on a machine that does much else.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


class Rooms:
    """Opens pages for people and devices; what a browser has once got (a session, a device) is kept for the next."""

    def __init__(self, browser, server):
        self._browser, self._server = browser, server
        self._kept, self._contexts = {}, []
        self.faults = []

    def open(self, path, *, size, who=None, **options):
        """A page of a context of its own; `who` is a role, or `kiosk` for a device that was let in."""
        state = self._state(who) if who else None
        options = {"locale": "pl-PL", "reduced_motion": "reduce", **options}
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, storage_state=state, **options)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self.faults.append(f"{page.url}: {said.text}"))
        page.goto(f"{self._server.address}{path}")
        return page

    def close(self):
        """Everybody goes home."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def forget_faults(self):
        """What the consoles said, which is then forgotten."""
        said, self.faults[:] = list(self.faults), []
        return said

    def _state(self, who):
        if who not in self._kept:
            context = self._browser.new_context(locale="pl-PL")
            (self._let_in if who == "kiosk" else self._sign_in)(context.new_page(), who)
            self._kept[who] = context.storage_state()
            context.close()
        return self._kept[who]

    def _sign_in(self, page, role):
        page.goto(f"{self._server.address}/account/login/")
        page.fill("[name=login]", role)
        page.fill("[name=password]", self._server.password)
        page.click("main form button")
        page.wait_for_url(lambda address: "/login/" not in address)

    def _let_in(self, page, kind):
        """As it is done in an office: the administrator reads a code, somebody types it at the device."""
        setup = self.open("/legnica/setup/devices/", size=DESKTOP, who="administrator")
        setup.fill("[name=name]", "Biletomat przy wejściu")
        setup.select_option("[name=kind]", kind)
        setup.click("main form button")
        code = re.sub(r"\s", "", setup.locator("main .ticket-pane").inner_text())
        page.goto(f"{self._server.address}/enrol/")
        page.fill("[name=code]", code)
        page.click("main form button")
        expect(page.locator("main .notice, main h1").first).to_be_visible()
