"""Pictures of every screen in its real size: `make tour` → docs/images, shown one after another in docs/tour.md.

Starts the demonstration in a folder of its own, goes through a visit in it as a visitor would, and takes a
picture of each screen on the way. `make tour ARGS='stage board'` keeps only the pictures that are named.
"""

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools import browser as browsers

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
SERVE = "import sys; from okienko.faces.console import main; sys.exit(main(sys.argv[1:]))"
DESKTOP, WIDE, PHONE, KIOSK, BOARD = (1280, 800), (1440, 900), (390, 844), (1080, 1920), (1920, 1080)
#: A picture is at most so large; with fewer colours until it is.
MOST_BYTES, COLOURS = 120_000, (128, 64, 40, 24, 16)
#: How long something may take on the stage, in milliseconds: a visitor is called within 45 seconds.
PATIENCE = 90_000
DESK, TILL = "2", "K1"
LOST, PAID = "dowod-utrata", "kasa-wplata"


class NotStarted(Exception):
    """The demonstration did not start; its last words stand above."""


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration of its own, as `okienko demo` serves it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OKIENKO_LOG_LEVEL": "WARNING"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", SERVE, "demo", "--port", str(port), "--var", folder]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_lives(process, address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_it_lives(process: subprocess.Popen[bytes], address: str) -> None:
    """Return once the morning is played; raises NotStarted."""
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/stage/live/state", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise NotStarted(NotStarted.__doc__)


class Tour:
    """Walks through the demonstration and keeps the pictures that are wanted."""

    def __init__(self, browser: Browser, address: str, *, wanted: set[str]) -> None:
        self._browser, self.address, self._wanted = browser, address, wanted
        self.made: dict[str, int] = {}

    def open(self, path: str, size: tuple[int, int]) -> Page:
        """A page in a browser of its own; nothing moves on it by itself."""
        context = self._browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="pl-PL",
                                            reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{self.address}{path}")
        return page

    def sign_in(self, size: tuple[int, int] = DESKTOP, **who: str) -> Page:
        """As a made-up person of the demonstration: by `role`, or by the `desk` at which somebody sits."""
        page = self.open("/stage/sign-in/", size)
        (name, value), = who.items()
        page.evaluate("""([name, value]) => {
            const form = document.querySelector("main form");
            const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
            form.append(field);
            form.submit();
        }""", [name, value])
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    def do(self, **what: Any) -> dict[str, Any]:
        """One thing that a visitor of the stage does; gives the stage's state."""
        request = urllib.request.Request(f"{self.address}/stage/live/do", data=json.dumps(what).encode(),
                                         headers={"Origin": self.address})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return dict(json.load(answer)["state"])

    def take(self, name: str, page: Page) -> None:
        """A picture of what the screen shows now."""
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
        if self._wanted and name not in self._wanted:
            return
        picture = small(page.screenshot(caret="hide"))
        (IMAGES / f"{name}.png").write_bytes(picture)
        self.made[name] = len(picture)


def touch(kiosk: Page, what: str) -> None:
    """Touch what leads to the next screen, and wait for it: a kiosk asks first whether the line holds."""
    with kiosk.expect_navigation():
        kiosk.locator(what).first.click()


def small(screenshot: bytes) -> bytes:
    """The same picture with few colours, which is enough for a screen of flat ones."""
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for colours in COLOURS:
        packed = io.BytesIO()
        few = image.quantize(colors=colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(packed, format="PNG", optimize=True)
        if packed.tell() <= MOST_BYTES:
            break
    return packed.getvalue()


def at_the_door(tour: Tour) -> str:
    """The stage, the kiosk, a ticket; gives the path of the phone's page."""
    stage = tour.open("/stage/", WIDE)
    stage.locator("#people .figure").nth(12).wait_for(state="attached")
    stage.locator("#log li").nth(2).wait_for()
    tour.take("stage", stage)
    kiosk = tour.open("/legnica/kiosk/", KIOSK)
    tour.take("kiosk-start", kiosk)
    touch(kiosk, ".kiosk-groups a:has-text('Dowody')")
    tour.take("kiosk-matters", kiosk)
    touch(kiosk, f"a[href*='/service/{LOST}']")
    tour.take("kiosk-card", kiosk)
    kiosk.locator("form[data-once] button").first.click()
    kiosk.locator("main .ticket-pane").wait_for()
    tour.take("kiosk-ticket", kiosk)
    code = kiosk.url.split("/kiosk/ticket/")[1].split("?")[0].strip("/")
    kiosk.context.close()
    stage.context.close()
    return f"/legnica/t/{code}/"


def in_the_hall(tour: Tour, path: str) -> None:
    """The phone waits and is called; the officer is asked for, answers, and comes down."""
    phone, board = tour.open(path, PHONE), tour.open("/legnica/board/", BOARD)
    tour.take("phone-waiting", phone)
    phone.locator(".pocket-sheet[data-state=called]").wait_for()
    board.locator("[data-now] [data-state=called]").first.wait_for()
    tour.take("phone-called", phone)
    tour.take("board", board)
    department = tour.sign_in(role="manager")
    department.goto(f"{tour.address}/legnica/department/?of=SO")
    phone.get_by_role("link", name="Chcę porozmawiać").click()
    tour.take("phone-whom", phone)
    phone.locator("button[name=to][value=any]").click()
    department.locator(".wish-head").first.wait_for()
    tour.take("department", department)
    phone.locator(".pocket-sheet:not([data-state=called])", has_text="schodzi").wait_for()
    tour.take("phone-officer", phone)
    building = tour.open("/stage/", WIDE)
    building.locator("#people .figure-officer, #officers .figure").first.wait_for(state="attached")
    tour.take("stage-officer", building)
    for page in (phone, board, department, building):
        page.context.close()


def at_the_desks(tour: Tour) -> None:
    """A desk with a client, the cash desk, reception."""
    for name, desk in {"desk": DESK, "till": TILL}.items():
        tour.do(do="desk", desk=desk)
        tour.do(do="take", service=PAID if name == "till" else LOST)
        page = tour.sign_in(desk=desk)
        page.locator("[data-panel] .plate").first.wait_for()
        for act in ("call_next", "start"):
            button = page.locator(f"button[form=acts][value={act}]")
            if button.count():
                button.click()
                page.locator(f"button[form=acts][value={act}]").wait_for(state="detached")
        tour.take(name, page)
        page.context.close()
    tour.do(do="desk", desk=None)
    reception = tour.sign_in(role="reception")
    reception.goto(f"{tour.address}/legnica/reception/")
    tour.take("reception", reception)
    reception.context.close()


def in_the_office(tour: Tour) -> None:
    """The manager, setup, and what everybody may read at home."""
    manager = tour.sign_in(role="manager")
    for name, path in {"manager": "manager/", "standards": "manager/standards/"}.items():
        manager.goto(f"{tour.address}/legnica/{path}")
        tour.take(name, manager)
    setup = tour.sign_in(role="administrator")
    for name, path in {"people": "setup/people/", "devices": "setup/devices/"}.items():
        setup.goto(f"{tour.address}/legnica/{path}")
        tour.take(name, setup)
    tour.take("hall-on-the-phone", tour.open("/legnica/hall/", PHONE))
    tour.take("is-it-open", tour.open("/legnica/", DESKTOP))
    tour.take("services", tour.open("/legnica/services/?q=dow%C3%B3d", DESKTOP))
    tour.take("letter", tour.open("/letter/", DESKTOP))
    tour.take("sign-in", tour.open("/stage/sign-in/", DESKTOP))


def main(wanted: set[str]) -> None:
    """Make the pictures and say how large they are."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browsers.obtain(), args=["--no-sandbox"])
        tour = Tour(browser, address, wanted=wanted)
        in_the_hall(tour, at_the_door(tour))
        at_the_desks(tour)
        in_the_office(tour)
        browser.close()
    for name, size in sorted(tour.made.items()):
        print(f"{name:<20} {size / 1000:6.1f} kB")
    print(f"{'together':<20} {sum(tour.made.values()) / 1000:6.1f} kB")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
