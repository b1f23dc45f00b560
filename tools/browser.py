"""A browser for the tests: the Chromium that is there, or the system's package of it."""

import shutil
import subprocess

from tools.packages import NotInstallable, apt_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core")


class NoBrowser(Exception):
    """No Chromium is here and none can be installed; install `chromium` from your system's packages."""


def starts(path: str) -> bool:
    """Whether the program at this path really is a browser (some systems ship a stub that gives advice)."""
    try:
        said = subprocess.run([path, "--version", "--no-sandbox"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and "Chrom" in said.stdout


def find() -> str | None:
    """The path of an installed Chromium that starts, or None."""
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and starts(path)), None)


def obtain() -> str:
    """The path of a Chromium, installed from the system's packages if need be; raises NoBrowser."""
    path = find()
    if path:
        return path
    try:
        apt_install(*PACKAGES)
    except NotInstallable as reason:
        raise NoBrowser(f"no Chromium: {reason}") from reason
    path = find()
    if path is None:
        raise NoBrowser("no Chromium: the system's package does not start")
    return path
