"""All lint in one go: `python -m tools.lint`. Each check runs, even when one before it found a fault."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
TEMPLATES = "src/okienko"
CHECKS = {
    "ruff": [str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", "."],
    "mypy": [str(BIN / "mypy"), "--no-error-summary"],
    "import-linter": [str(BIN / "lint-imports"), "--cache-dir", ".import_linter_cache"],
    "djlint": [str(BIN / "djlint"), TEMPLATES, "--lint", "--quiet"],
}


def applies(name: str) -> bool:
    """Whether there is anything for this check to read."""
    return name != "djlint" or any((ROOT / TEMPLATES).rglob("*.html"))


def run(name: str) -> bool:
    """Run one check; says how long it took, and what it found only when it found something."""
    began = time.monotonic()
    still = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    still["env"] = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    outcome = subprocess.run(CHECKS[name], cwd=ROOT, **still)
    is_clean = outcome.returncode == 0
    if not is_clean:
        print(outcome.stdout + outcome.stderr)
    verdict = "clean" if is_clean else "FAULTS"
    print(f"lint: {name:<14} {verdict:<7} {time.monotonic() - began:5.1f} s", flush=True)
    return is_clean


def main() -> None:
    """Run every check that applies and end with 1 if any found a fault."""
    results = [run(name) for name in CHECKS if applies(name)]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
