"""Make the hash files anew after a change of dependencies: `make pins`; for newer ones `make pins UPGRADE=1`.

A hash file names versions and hashes and never an address, so that it serves behind any mirror.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = {"run": ["build"], "test": ["build", "test"]}
PLAIN = ["--no-header", "--strip-extras"]
PLAIN += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]
NOT_OURS = re.compile(r"^(# The following packages|--|$)")


def compile_pins(kind: str, *, is_upgrade: bool) -> None:
    """Write one hash file; what is pinned already stays as it is unless an upgrade is asked for."""
    target = ROOT / "requirements" / f"{kind}.txt"
    extras = [word for extra in FILES[kind] for word in ("--extra", extra)]
    upgrade = ["--upgrade"] if is_upgrade else []
    agree = ["--constraint", "requirements/run.txt"] if kind != "run" else []
    compiler = [sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--allow-unsafe"]
    command = [*compiler, *PLAIN, *extras, *upgrade, *agree, "--output-file", str(target), "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)
    kept = [line for line in target.read_text().splitlines() if not NOT_OURS.match(line)]
    target.write_text("\n".join(line for line in kept if "#   -c " not in line) + "\n")


def main(arguments: list[str]) -> None:
    """Make every hash file anew, the running program's first: the tests keep to its versions."""
    for kind in FILES:
        compile_pins(kind, is_upgrade="--upgrade" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
