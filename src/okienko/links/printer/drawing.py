"""Drawing a ticket: black dots on a strip of paper, as wide as the printer's head.

The number is as large as the paper allows; below it what it is for, how long the
wait is likely to be and where to wait; at the foot the picture that opens the
phone page, with the code to type for whoever cannot scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import segno
from PIL import Image, ImageDraw

from okienko.links.printer.fonts import letters
from okienko.links.printer.slip import Slip

#: Dots that a roll of this width (in millimetres) takes, at 203 dots per inch.
DOTS = {80: 576, 58: 384}
WHITE, BLACK = 255, 0
#: The quiet frame that a QR picture needs, in its own squares.
QUIET = 4


@dataclass(slots=True)
class _Strip:
    """Paper that grows downwards; `unit` is a hundredth of its width."""

    dots: int
    at: int = 0
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("L", (self.dots, self.dots * 6), WHITE)
        self.pen = ImageDraw.Draw(self.image)

    def size(self, hundredths: float) -> int:
        return max(1, round(self.dots * hundredths / 100))

    def skip(self, hundredths: float) -> None:
        self.at += self.size(hundredths)

    def text(self, words: str, *, size: float, bold: bool = False) -> None:
        """Words in the middle, broken into as many lines as they need."""
        font = letters(self.size(size), bold=bold)
        for line in _lines(words, width=self.dots - self.size(4), measure=font.getlength):
            self.pen.text((self.dots / 2, self.at), line, font=font, fill=BLACK, anchor="ma")
            self.skip(size * 1.28)

    def number(self, label: str) -> None:
        """The number of the ticket in a window with a sill, as large as fits."""
        size, room = self.size(34), self.dots - self.size(24)
        while letters(size, bold=True).getlength(label) > room:
            size -= 2
        font = letters(size, bold=True)
        left, top, right, bottom = font.getbbox(label, anchor="ls")
        frame, pad = self.size(1.2), self.size(4)
        tall = round(bottom - top) + 2 * pad
        half = max(round(right - left) / 2 + 2 * pad, self.dots * 0.3)
        middle = self.dots / 2
        self.pen.rounded_rectangle((middle - half, self.at, middle + half, self.at + tall + pad),
                                   radius=self.size(5), outline=BLACK, width=frame)
        self.pen.rectangle((middle - half - frame * 2, self.at + tall, middle + half + frame * 2,
                            self.at + tall + pad), fill=BLACK)
        self.pen.text((middle - (left + right) / 2, self.at + pad - top), label, font=font, fill=BLACK, anchor="ls")
        self.at += tall + pad

    def rule(self) -> None:
        self.skip(2)
        self.pen.rectangle((self.size(2), self.at, self.dots - self.size(2), self.at + 2), fill=BLACK)
        self.skip(2)

    def band(self, words: str) -> None:
        """White words on black, from edge to edge."""
        font = letters(self.size(5.2), bold=True)
        lines = _lines(words, width=self.dots - self.size(6), measure=font.getlength)
        tall = self.size(7) * len(lines) + self.size(1.5)
        self.pen.rectangle((0, self.at, self.dots, self.at + tall), fill=BLACK)
        for row, line in enumerate(lines):
            self.pen.text((self.dots / 2, self.at + self.size(0.9) + row * self.size(7)), line, font=font, fill=WHITE,
                          anchor="ma")
        self.at += tall
        self.skip(2.5)

    def square(self, address: str) -> None:
        """The QR picture, each of its squares a whole number of dots."""
        rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
        side = max(3, self.size(48) // (len(rows) + 2 * QUIET))
        left = (self.dots - side * len(rows)) // 2
        self.at += side * QUIET // 2
        for y, row in enumerate(rows):
            for x in _dark(row):
                self.pen.rectangle((left + x * side, self.at + y * side, left + (x + 1) * side - 1,
                                    self.at + (y + 1) * side - 1), fill=BLACK)
        self.at += side * len(rows) + side * QUIET // 2

    def cut(self) -> Image.Image:
        """The picture down to where it was drawn, as black and white dots."""
        return self.image.crop((0, 0, self.dots, self.at)).point(lambda shade: 255 if shade > 140 else 0).convert("1")


def draw(slip: Slip, *, paper_mm: int = 80) -> Image.Image:
    """The ticket as a picture of black and white dots, as wide as the roll's printable part."""
    strip = _Strip(DOTS[80 if paper_mm >= 72 else 58])
    if slip.mark:
        strip.band(slip.mark)
    strip.text(slip.office, size=5, bold=True)
    strip.skip(1)
    strip.text(slip.heading, size=5)
    strip.skip(2)
    strip.number(slip.ticket)
    strip.skip(3)
    strip.text(slip.service, size=6.2, bold=True)
    for name, value in slip.facts:
        strip.rule()
        strip.text(name, size=4.4)
        strip.text(value, size=5.6, bold=True)
    strip.rule()
    if slip.url:
        strip.text(slip.scan, size=4.6)
        strip.square(slip.url)
        strip.text(slip.spaced_code, size=5, bold=True)
    for note in slip.notes:
        strip.skip(1.2)
        strip.text(note, size=4.6)
    strip.skip(3)
    if slip.mark:
        strip.band(slip.mark)
    return strip.cut()


def _dark(row: bytes) -> Iterator[int]:
    return (x for x, dark in enumerate(row) if dark)


def _lines(words: str, *, width: float, measure: Callable[[str], float]) -> list[str]:
    """The words in lines that fit; a word that is wider than the paper is broken."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined) <= width:
            lines[-1] = joined
            continue
        lines.append(word)
        while measure(lines[-1]) > width:
            head = _fitting(lines[-1], width=width, measure=measure)
            lines[-1:] = [lines[-1][:head], lines[-1][head:]]
    return lines


def _fitting(word: str, *, width: float, measure: Callable[[str], float]) -> int:
    """How many letters of a word fit; at least one."""
    return next((end for end in range(len(word) - 1, 0, -1) if measure(word[:end]) <= width), 1)
