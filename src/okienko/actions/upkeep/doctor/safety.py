"""The settings that keep an installation safe and reachable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from okienko.actions.upkeep.doctor.finding import Finding, fault, hint
from okienko.links.machine import may_write, others_may_read

#: A secret that is shorter, or made of fewer letters, can be guessed.
LENGTH, LETTERS = 32, 10
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def examine(settings: ModuleType) -> Iterator[Finding]:
    """All that is wrong with the settings."""
    yield from _secret(settings)
    yield from _hosts(settings)
    yield from _https(settings)
    if settings.DEBUG:
        yield fault("debug_on")
    if settings.OKIENKO_REPLAY:
        yield fault("replay_on")
    if not settings.MAIL_HOST:
        yield hint("mail_missing")
    log = Path(settings.OKIENKO_LOG_FILE)
    if settings.OKIENKO_LOG_FILE and not (log.absolute().parent.is_dir() and may_write(log)):
        yield fault("log_not_writable", file=log)
    if settings.OKIENKO_ACCESS_LOG:
        yield hint("access_log_on")


def _secret(settings: ModuleType) -> Iterator[Finding]:
    if len(settings.SECRET_KEY) < LENGTH or len(set(settings.SECRET_KEY)) < LETTERS:
        yield fault("secret_weak", length=LENGTH)
    file = Path(settings.VAR) / "secret"
    if file.exists() and others_may_read(file):
        yield fault("secret_readable", file=file)


def _hosts(settings: ModuleType) -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield hint("hosts_any")
    if not settings.OKIENKO_PUBLIC_URL:
        yield hint("public_url_missing")
        return
    host = urlsplit(settings.OKIENKO_PUBLIC_URL).hostname or ""
    if not any(_fits(host, pattern) for pattern in settings.ALLOWED_HOSTS):
        yield fault("hosts_without_public", host=host or settings.OKIENKO_PUBLIC_URL)


def _fits(host: str, pattern: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith(".") and f".{host}".endswith(pattern))


def _https(settings: ModuleType) -> Iterator[Finding]:
    public = urlsplit(settings.OKIENKO_PUBLIC_URL)
    is_local = settings.OKIENKO_HOST in LOCAL
    if settings.HTTPS:
        if settings.SECURE_PROXY_SSL_HEADER is None:
            yield fault("https_without_proxy")
        return
    if not is_local or (public.hostname and public.hostname not in LOCAL):
        yield fault("https_off")
