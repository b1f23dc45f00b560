"""Make the environment `.venv` from pinned requirements: `python3 tools/bootstrap.py run|test`.

It runs before anything is installed, perhaps on a Python that is too old, so that it keeps to the standard
library and to a syntax that an old Python can read far enough to say what is wrong. A second run does nothing
but compare stamps: each stamp holds a hash of what the environment was made from.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
KINDS = ("run", "test")  # what is installed for "test" holds all that "run" needs

TOO_OLD = """Okienko needs Python {0}.{1} or newer; this is Python {2}.{3} ({4}).
Install a newer one (Debian, Ubuntu: apt install python3 python3-venv) and try again, or say which to use:
    make start PYTHON=/path/to/python3.12"""
NO_VENV = """This Python ({0}) has no venv module, which makes environments.
On Debian and Ubuntu install it with:
    apt install python3-venv
(for a Python other than the system's: apt install python{1}.{2}-venv), then try again."""
NO_PACKAGES = """The packages could not be installed (the lines above say why).
If this machine reaches the network through a proxy or a mirror, tell pip so (pip config) and try again."""
PORT_TAKEN = """Port {0} of this machine is taken, perhaps by an Okienko that still runs.
Stop that program (Ctrl+C in its window), or choose another port:
    make start PORT={1}"""


def stop(message):
    """Say what is wrong and how to mend it, and end without a traceback."""
    sys.stderr.write("\n" + message + "\n\n")
    sys.exit(1)


def require_python():
    """Go on with a Python that is new enough: this one, or a newer one found beside it."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        path = shutil.which(name)
        if path:
            os.execv(path, [path, os.path.abspath(__file__)] + sys.argv[1:])
    stop(TOO_OLD.format(OLDEST[0], OLDEST[1], sys.version_info[0], sys.version_info[1], sys.executable))


def require_venv():
    """Stop where environments cannot be made: Debian ships both modules in a package of their own."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(NO_VENV.format(sys.executable, sys.version_info[0], sys.version_info[1]))


def fingerprint(kind):
    """The hash of everything that an environment of this kind is made from."""
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as source:
        described = tomllib.load(source)["project"]
    with open(os.path.join(ROOT, "requirements", kind + ".txt"), "rb") as source:
        pins = source.read()
    made_from = (described["version"], described.get("scripts"), ROOT, sys.version)
    return hashlib.sha256(pins + repr(made_from).encode()).hexdigest()


def stamp_path(kind):
    """Where the fingerprint of the last complete installation of a kind stands."""
    return os.path.join(VENV, "okienko-" + kind + ".stamp")


def is_ready(kind):
    """Whether the environment is complete and was made from the files as they are now."""
    try:
        with open(stamp_path(kind)) as stamp:
            return stamp.read() == fingerprint(kind) and os.path.exists(VENV_PYTHON)
    except OSError:
        return False


def is_usable():
    """Whether an environment is there that works and was made at this place (its programs name the place)."""
    try:
        with open(os.path.join(VENV, "pyvenv.cfg")) as made:
            is_here = VENV in made.read()
        return is_here and subprocess.call([VENV_PYTHON, "-c", "import pip"]) == 0
    except OSError:
        return False


def make_environment():
    """Make an empty environment, unless a usable one is there."""
    if is_usable():
        return
    print("Making the environment .venv", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        stop(NO_VENV.format(sys.executable, sys.version_info[0], sys.version_info[1]))


def install(kind):
    """Install the pinned packages, each checked against its hash, then the checkout itself."""
    print("Installing packages, pinned and checked (requirements/" + kind + ".txt)", flush=True)
    pip = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    pins = os.path.join(ROOT, "requirements", kind + ".txt")
    checkout = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT]
    for arguments in (["--require-hashes", "--requirement", pins], checkout):
        if subprocess.call(pip + arguments) != 0:
            stop(NO_PACKAGES)


def prepare(kind):
    """Bring the environment up to date for a kind of use; quick when nothing has changed."""
    if not is_ready(kind):
        require_venv()
        make_environment()
        install(kind)
        for held in KINDS[: KINDS.index(kind) + 1]:
            with open(stamp_path(held), "w") as stamp:
                stamp.write(fingerprint(held))
    if subprocess.call([VENV_PYTHON, "-m", "tools.translations", "compile"], cwd=ROOT) != 0:
        stop("The translations could not be compiled (the lines above say where).")


def require_port(port):
    """Stop with a clear word when another program already listens where the demonstration would."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            stop(PORT_TAKEN.format(port, port + 1))


def main(arguments):
    """`run` or `test`, and after `run` perhaps the port that the demonstration will want."""
    require_python()
    os.chdir(ROOT)
    if len(arguments) > 1:
        require_port(int(arguments[1]))
    prepare(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
