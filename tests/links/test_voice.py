"""The voice: a program that is found on the machine, and a shelf that asks it once."""

import wave
from pathlib import Path

import pytest

from okienko.links.voice import Espeak, NoVoice, Shelf, found

CALL = "Bilet de zero dwanaście, stanowisko cztery."


class Counting:
    """A speaker that writes the words themselves and counts."""

    def __init__(self):
        self.said = []

    def say(self, text: str, *, language: str, into: Path) -> None:
        self.said.append((language, text))
        into.write_text(text)


@pytest.fixture
def espeak() -> Espeak:
    speaker = found()
    if speaker is None:
        pytest.skip("no espeak-ng: the voice of the boards is not heard")
    return speaker


def test_a_sentence_is_said_once_and_then_kept(tmp_path):
    speaker = Counting()
    shelf = Shelf(tmp_path / "voice", speaker=speaker)
    first = shelf.get(CALL, language="pl")
    assert shelf.get(CALL, language="pl") == first
    assert first.read_text() == CALL
    assert speaker.said == [("pl", CALL)]


def test_the_same_words_in_another_language_are_another_recording(tmp_path):
    shelf = Shelf(tmp_path, speaker=Counting())
    assert shelf.get("D 12", language="pl") != shelf.get("D 12", language="en")


def test_a_full_shelf_forgets_the_oldest(tmp_path):
    shelf = Shelf(tmp_path, speaker=Counting(), limit=3)
    for number in range(8):
        shelf.get(f"Bilet {number}", language="pl")
    assert len(list(tmp_path.iterdir())) == 3
    assert shelf.find("Bilet 7", language="pl") is not None


def test_without_a_program_there_is_no_voice_but_kept_recordings_play_on(tmp_path):
    kept = Shelf(tmp_path, speaker=Counting()).get(CALL, language="pl")
    silent = Shelf(tmp_path, speaker=None)
    assert silent.get(CALL, language="pl") == kept
    with pytest.raises(NoVoice):
        silent.get("Bilet ka jeden, kasa dwa.", language="pl")


@pytest.mark.parametrize("body", ["exit 3", "exit 0", "sleep 0"])
def test_a_program_that_writes_nothing_is_no_voice_and_leaves_nothing(tmp_path, body):
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    with pytest.raises(NoVoice):
        Shelf(tmp_path / "voice", speaker=Espeak(str(program))).get(CALL, language="pl")
    assert list((tmp_path / "voice").iterdir()) == []


def test_a_program_that_is_gone_is_no_voice(tmp_path):
    with pytest.raises(NoVoice):
        Espeak(str(tmp_path / "gone")).say(CALL, language="pl", into=tmp_path / "a.wav")


def test_a_folder_that_cannot_be_written_is_no_voice(tmp_path):
    (tmp_path / "voice").write_text("a file stands in the way")
    with pytest.raises(NoVoice):
        Shelf(tmp_path / "voice", speaker=Counting()).get(CALL, language="pl")


def test_a_language_without_a_voice_is_refused(tmp_path):
    with pytest.raises(NoVoice):
        Espeak("/bin/true").say(CALL, language="xx", into=tmp_path / "a.wav")


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_the_program_on_this_machine_speaks(espeak, tmp_path, language):
    espeak.say(CALL, language=language, into=tmp_path / "call.wav")
    with wave.open(str(tmp_path / "call.wav")) as heard:
        assert heard.getnframes() / heard.getframerate() > 1
