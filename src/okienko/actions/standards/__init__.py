"""How the office keeps its standards, read from what the followers made of the journal."""

from okienko.actions.standards.facts import Facts, facts_of
from okienko.actions.standards.readings import Kept, kept_standards

__all__ = ["Facts", "Kept", "facts_of", "kept_standards"]
