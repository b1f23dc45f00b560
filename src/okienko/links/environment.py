"""Settings from the environment that are numbers."""

from __future__ import annotations

from collections.abc import Mapping


class NotANumber(ValueError):
    """A setting that has to be a whole number is none; `name` and `value` say which."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value}")
        self.name, self.value = name, value


def whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    """A setting as a whole number, the default where it is not set; raises NotANumber."""
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise NotANumber(name, text)
    return int(text)
