"""Letters for the printed ticket: Polish, English and Ukrainian.

The letters come with the program, in the wheel `fontpkg-noto-sans` (one variable
font, any weight). Where that wheel was left out, those of the system serve:
DejaVu, Noto, Liberation or Roboto, as Linux distributions install them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

#: Every letter that a ticket may need and that a font may lack.
DEMANDED = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż ҐЄІЇґєії АБВЮЯабвюя –„”’"
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
#: Regular and bold of each family, by the names of their files.
_FAMILIES = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
_BOLD, _REGULAR = 700, 400


class NoLetters(Exception):
    """No font with Polish and Ukrainian letters was found; install fontpkg-noto-sans or fonts-dejavu-core."""


@lru_cache(maxsize=64)
def letters(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font of so many dots; raises NoLetters."""
    regular, heavy = _files()
    font = ImageFont.truetype(str(heavy if bold else regular), size)
    if regular == heavy:
        # One variable file: its axes are width and weight, in the order in which the file names them.
        axes = [_BOLD if bold else _REGULAR, 100]
        names = [axis["name"] for axis in font.get_variation_axes()]
        font.set_variation_by_axes(axes if b"eight" in bytes(names[0]) else axes[::-1])
    return font


@cache
def _files() -> tuple[Path, Path]:
    """The files of the regular and of the bold letters; the same one twice where it is variable."""
    packaged = find_spec("fontpkg_noto_sans")
    if packaged is not None and packaged.origin:
        for path in sorted((Path(packaged.origin).parent / "files").glob("NotoSans[[]*.ttf")):
            return path, path
    for pair in _FAMILIES:
        found = [path for path in (_find(name) for name in pair) if path is not None]
        if len(found) == len(pair):
            return found[0], found[1]
    raise NoLetters(NoLetters.__doc__)


def _find(name: str) -> Path | None:
    return next((path for folder in _FOLDERS for path in sorted(Path(folder).rglob(name))), None)


def source() -> str:
    """Which file the letters come from, for `okienko doctor`; raises NoLetters."""
    return str(_files()[0])
