"""The system's package manager: install what a found machine lacks, or say why it cannot be done."""

import os
import shutil
import subprocess


class NotInstallable(Exception):
    """The system's package manager cannot install this; the reason says why."""


def authority() -> list[str]:
    """What must stand before apt-get: nothing for root, `sudo -n` for who may use it without a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    raise NotInstallable("installing packages needs root, or sudo without a password")


def apt_install(*names: str) -> None:
    """Install Debian packages without asking; raises NotInstallable with the last line apt-get said."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise NotInstallable("this system has no apt-get")
    quiet = [*authority(), "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    quiet += ["-o", "DPkg::Lock::Timeout=120"]
    print(f"Installing system packages: {' '.join(names)}", flush=True)
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        still = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
        outcome = subprocess.run([*quiet, *arguments], **still)
        if outcome.returncode != 0 and arguments[0] == "install":
            said = (outcome.stderr or outcome.stdout).strip().splitlines() or ["no reason given"]
            raise NotInstallable(f"apt-get could not install {' '.join(names)}: {said[-1]}")
