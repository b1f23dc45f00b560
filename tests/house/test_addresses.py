"""No file tells where it was written: no path of a private machine, no address of a package registry."""

import re

from tests.house.checkout import files, named

# Put together here, so that this file does not hold what it looks for.
PLACES = ("/" + "home/[a-z]", "/" + "Users/[A-Za-z]", "/" + "root/", "/" + "work/")
HOSTS = ("py" + r"pi\.", "python" + "hosted", "npm" + "js", r"deb\." + "debian", "reg" + r"istry\.[a-z]")
PRIVATE_PATHS, REGISTRIES = re.compile("|".join(PLACES)), re.compile("|".join(HOSTS))
TEXT = {"", ".conf", ".css", ".html", ".js", ".json", ".md", ".po", ".py", ".service", ".sh", ".sql", ".svg"}
TEXT |= {".toml", ".txt", ".yaml", ".yml"}


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs in the text files of the repository."""
    return [
        f"{named(path)}:{number}"
        for path in files()
        if path.suffix in TEXT and path.name != "LICENSE"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_holds_a_path_of_a_private_machine():
    assert lines_with(PRIVATE_PATHS) == []


def test_no_file_names_the_address_of_a_package_registry():
    assert lines_with(REGISTRIES) == []
