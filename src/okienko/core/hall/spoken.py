"""How a call sounds: "Bilet D zero dwanaście, stanowisko cztery".

A ticket is read as it is written: the letter, each leading zero, then the number
as one number, so that D012 and D12 cannot be taken for each other. A desk's
number is a name and keeps its plain form ("kasa dwa", not "kasa dwie"). Numbers
stand in a table of our own: two hundred words, three languages, no dependency,
and "tysiąc" is what is said aloud, unlike on a receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LANGUAGES = ("pl", "en", "uk")
MOST = 999_999
_PARTS = re.compile(r"\d+|[^\W\d_]+")

_UNITS = {
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
          "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen",
    "uk": "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять "
          "чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять",
}
_TENS = {
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
          "dziewięćdziesiąt",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "uk": "двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто",
}
_HUNDREDS = {
    "pl": "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    "en": "one hundred,two hundred,three hundred,four hundred,five hundred,six hundred,seven hundred,eight hundred,"
          "nine hundred",
    "uk": "сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот",
}
#: One thousand alone, then the word after one, after two to four, after any other number.
_THOUSANDS = {
    "pl": ("tysiąc", "tysięcy", "tysiące", "tysięcy"),
    "en": ("one thousand", "thousand", "thousand", "thousand"),
    "uk": ("тисяча", "тисяча", "тисячі", "тисяч"),
}
#: In Ukrainian a thousand is feminine: "дві тисячі", "двадцять одна тисяча".
_FEMININE = {"uk": {"один": "одна", "два": "дві"}}

#: The names of letters, for a voice: alone, "I" or "W" would be read as a word.
_LETTERS = {
    "pl": ("ABCĆDEFGHIJKLŁMNOÓPQRSŚTUVWXYZŹŻ",
           "a be ce cie de e ef gie ha i jot ka el eł em en o ó pe ku er es eś te u fau wu iks igrek zet ziet żet"),
    "en": ("", ""),
    "uk": ("ABCDEFGHIJKLMNOPQRSTUVWXYZ",
           "а бе це де е еф ґе га і йот ка ел ем ен о пе ку ер ес те у фау ве ікс ігрек зет"),
}

#: What a desk of each kind is called aloud, before its number.
_DESKS = {
    "pl": {"service": "stanowisko", "information": "informacja, stanowisko", "filing": "biuro podawcze, stanowisko",
           "cash": "kasa", "private": "pokój rozmów", "self-service": "stanowisko samoobsługowe",
           "meeting": "stanowisko spotkań"},
    "en": {"service": "desk", "information": "information, desk", "filing": "filing office, desk", "cash": "cash desk",
           "private": "private room", "self-service": "self-service post", "meeting": "meeting post"},
    "uk": {"service": "віконце", "information": "інформація, віконце", "filing": "канцелярія, віконце", "cash": "каса",
           "private": "кімната для розмов", "self-service": "місце самообслуговування", "meeting": "місце зустрічі"},
}
_TICKET = {"pl": "Bilet", "en": "Ticket", "uk": "Квиток"}
_OFFICER = {"pl": "pracownik schodzi do klienta", "en": "the officer is coming down", "uk": "працівник спускається"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody is called to: the label on the plate, and the kind of desk."""

    label: str
    kind: str = "service"


def number_in_words(number: int, *, language: str) -> str:
    """A number from 0 to 999 999 as it is said aloud; raises ValueError for any other."""
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is not said aloud")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(number, language)
    said = _thousands(thousands, language)
    return f"{said} {_below_thousand(rest, language)}" if rest else said


def ticket_in_words(ticket: str, *, language: str, for_voice: bool = False) -> str:
    """`D012` → "D zero dwanaście"; a voice gets the letters by their names."""
    return " ".join(_parts(ticket, language, for_voice=for_voice))


def desk_in_words(desk: Desk, *, language: str, for_voice: bool = False) -> str:
    """`4` → "stanowisko cztery"; a label that is itself a name ("Kasa 2") → "Kasa dwa"."""
    said = " ".join(_parts(desk.label, language, for_voice=for_voice))
    if _is_name(desk.label):
        return said
    return f"{_DESKS[language].get(desk.kind, _DESKS[language]['service'])} {said}"


def call_in_words(ticket: str, desk: Desk, *, language: str, for_voice: bool = False) -> str:
    """The whole call; at a meeting post it is the officer who comes to the client."""
    held = ticket_in_words(ticket, language=language, for_voice=for_voice)
    where = desk_in_words(desk, language=language, for_voice=for_voice)
    if desk.kind == "meeting":
        return f"{_TICKET[language]} {held}, {_OFFICER[language]}, {where}."
    return f"{_TICKET[language]} {held}, {where}."


def _is_name(label: str) -> bool:
    """"Kasa 2" says by itself what it is; "4" and "S1" do not."""
    return any(len(part) > 2 for part in _PARTS.findall(label) if not part.isdigit())


def _parts(label: str, language: str, *, for_voice: bool) -> list[str]:
    said: list[str] = []
    for part in _PARTS.findall(label):
        if part.isdecimal() and part.isascii():
            said += _digits(part, language)
        elif for_voice and len(part) <= 2:
            said += [_letter(letter, language) for letter in part.upper()]
        else:
            said.append(part)
    return said


def _letter(letter: str, language: str) -> str:
    letters, names = _LETTERS[language]
    return names.split()[letters.index(letter)] if letter in letters else letter


def _digits(digits: str, language: str) -> list[str]:
    """Leading zeros one by one, then the rest as one number; longer ones digit by digit."""
    rest = digits.lstrip("0")
    zeros = [_UNITS[language].split()[0]] * (len(digits) - len(rest))
    if len(rest) > len(str(MOST)):
        return zeros + [number_in_words(int(digit), language=language) for digit in rest]
    return [*zeros, number_in_words(int(rest), language=language)] if rest else zeros


def _thousands(thousands: int, language: str) -> str:
    alone, after_one, after_few, after_many = _THOUSANDS[language]
    if thousands == 1:
        return alone
    words = _below_thousand(thousands, language).split(" ")
    words[-1] = _FEMININE.get(language, {}).get(words[-1], words[-1])
    is_teen = thousands % 100 in range(11, 20)
    if thousands % 10 == 1 and not is_teen:
        word = after_one
    elif thousands % 10 in (2, 3, 4) and not is_teen:
        word = after_few
    else:
        word = after_many
    return f"{' '.join(words)} {word}"


def _below_thousand(number: int, language: str) -> str:
    hundreds, rest = divmod(number, 100)
    spoken = [_hundred_words(language)[hundreds - 1]] if hundreds else []
    if rest or not hundreds:
        spoken.append(_below_hundred(rest, language))
    return (" and " if language == "en" else " ").join(spoken)


def _hundred_words(language: str) -> list[str]:
    words = _HUNDREDS[language]
    return words.split(",") if "," in words else words.split()


def _below_hundred(number: int, language: str) -> str:
    units = _UNITS[language].split()
    if number < len(units):
        return units[number]
    tens, unit = divmod(number, 10)
    ten = _TENS[language].split()[tens - 2]
    if not unit:
        return ten
    return f"{ten}-{units[unit]}" if language == "en" else f"{ten} {units[unit]}"
