"""Sentences in a language for the live hall: the same catalogues as Django's, read without it."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path


class Words:
    """`words(language, sentence)` gives the sentence in that language; itself where there is no translation."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._catalogue = lru_cache(maxsize=8)(self._read)

    def __call__(self, language: str, sentence: str) -> str:
        return self._catalogue(language).gettext(sentence)

    def _read(self, language: str) -> gettext.NullTranslations:
        for folder in self._folders:
            if gettext.find("django", str(folder), [language]):
                return gettext.translation("django", str(folder), [language])
        return gettext.NullTranslations()
