"""A voice for the calls: a program that turns a sentence into a recording, and a shelf that keeps the recordings."""

from okienko.links.voice.espeak import Espeak, found
from okienko.links.voice.shelf import Shelf
from okienko.links.voice.speaker import NoVoice, Speaker

__all__ = ["Espeak", "NoVoice", "Shelf", "Speaker", "found"]
