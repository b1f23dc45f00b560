"""The style gallery as plain files: rendered without a view, served by a plain file server."""

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import segno
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

import okienko.ui
from okienko.ui.icons import icon_names
from okienko.ui.states import KINDS

UI = Path(okienko.ui.__file__).parent
DOCUMENTS = ("desk", "reception", "department", "till", "manager", "site")
WIDE = ("desk", "department", "manager")
SCREENS = {
    "board": "board",
    "kiosk_start": "kiosk",
    "kiosk_choice": "kiosk",
    "kiosk_ticket": "kiosk",
    "pocket_waiting": "pocket",
    "pocket_called": "pocket",
    "pocket_officer": "pocket",
}
SAMPLES = (*SCREENS, *DOCUMENTS)


class MeetingForm(forms.Form):
    person = forms.CharField(
        label="Z kim chce Pan/Pani rozmawiać?", help_text="Imię i nazwisko albo wydział."
    )
    matter = forms.CharField(label="W jakiej sprawie?", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label="Jak się spotkacie?",
        widget=forms.RadioSelect,
        choices=[("down", "Pracownik zejdzie do sali"), ("up", "Pójdę na górę")],
    )
    again = forms.BooleanField(label="Proszę o wiadomość na telefon", required=False)


def _sample(name):
    context = {"sample": f"ui/samples/{name}.html", "title": name.replace("_", " ").capitalize()}
    if name in SCREENS:
        code = segno.make("https://okienko.invalid/b/demo", error="m").svg_inline(border=0, omitsize=True)
        return render_to_string(
            "ui/samples/screen.html", {**context, "face": SCREENS[name], "qr": mark_safe(code)}
        )
    return render_to_string("ui/samples/document.html", {**context, "wide": name in WIDE})


def build(folder, language="pl"):
    """Writes gallery.html, one page per sample and the static files."""
    folder = Path(folder)
    shutil.copytree(UI / "static", folder / "static", dirs_exist_ok=True)
    with translation.override(language):
        for name in SAMPLES:
            (folder / f"{name}.html").write_text(_sample(name), encoding="utf-8")
        (folder / "gallery.html").write_text(
            render_to_string(
                "ui/gallery.html",
                {
                    "samples": [
                        {"title": name.replace("_", " "), "href": f"{name}.html"} for name in SAMPLES
                    ],
                    "states": [(kind, list(looks)) for kind, looks in KINDS.items()],
                    "icons": sorted(icon_names()),
                    "form": MeetingForm({"person": "", "matter": "warunki zabudowy", "way": "down"}),
                },
            ),
            encoding="utf-8",
        )
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """The folder under a loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def compile_messages(root, folder):
    """The translations as the browser tests need them, without touching the checkout."""
    for po in Path(root).glob("*/LC_MESSAGES/django.po"):
        target = Path(folder) / po.parent.parent.name / "LC_MESSAGES"
        target.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as text, (target / "django.mo").open("wb") as binary:
            write_mo(binary, read_po(text, locale=po.parts[-3]))
    return folder
