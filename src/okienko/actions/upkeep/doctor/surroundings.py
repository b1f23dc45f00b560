"""The program's surroundings: Python, packages, the clock, limits, letters, a voice."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from okienko.actions.upkeep.doctor.finding import Finding, fault, hint
from okienko.links.machine import is_clock_kept, most_open_files
from okienko.links.printer.fonts import NoLetters, source
from okienko.links.voice import found

OLDEST_PYTHON = (3, 11)
#: No clock that is right shows an earlier moment.
WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
#: Open files beside the streams.
OTHER_FILES = 500
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def examine(settings: ModuleType, *, now: datetime) -> Iterator[Finding]:
    """All that is wrong around the program."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield fault("python_old", version=".".join(map(str, sys.version_info[:3])))
    yield from packages(settings.ROOT / "requirements" / "run.txt")
    yield from _clock(settings, now=now)
    wanted = settings.OKIENKO_LISTENERS + OTHER_FILES
    if most_open_files() < wanted:
        yield hint("files_few", limit=most_open_files(), wanted=wanted)
    yield from _languages(settings)
    try:
        source()
    except NoLetters:
        yield fault("letters_missing")
    if found() is None:
        yield hint("voice_missing", clips=recordings(settings.VAR))


def recordings(var: Path) -> int:
    """How many spoken sentences are kept."""
    return len(list((var / "voice").glob("*.wav")))


def packages(pins: Path) -> Iterator[Finding]:
    """Packages that are missing, or are not of the version that was tried."""
    if not pins.exists():
        return
    for name, wanted in _PIN.findall(pins.read_text(encoding="utf-8")):
        try:
            installed = version(name)
        except PackageNotFoundError:
            yield fault("package_missing", name=name, wanted=wanted)
            continue
        if installed != wanted:
            yield hint("package_other", name=name, wanted=wanted, installed=installed)


def _clock(settings: ModuleType, *, now: datetime) -> Iterator[Finding]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        yield fault("zones_missing", zone=settings.TIME_ZONE)
    if now < WRITTEN_AT:
        yield fault("clock_wrong", now=f"{now:%Y-%m-%d %H:%M}")
    elif is_clock_kept() is False:
        yield hint("clock_alone")


def _languages(settings: ModuleType) -> Iterator[Finding]:
    for folder in settings.LOCALE_PATHS:
        for text in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            compiled = text.with_suffix(".mo")
            if not compiled.exists():
                yield fault("translation_not_compiled", file=text)
            elif compiled.stat().st_mtime < text.stat().st_mtime:
                yield hint("translation_old", file=text)
