"""The revisions of an office's description, what each of them changed, and their files to take away."""

from okienko.actions.revisions.archive import archive
from okienko.actions.revisions.history import Revision, history

__all__ = ["Revision", "archive", "history"]
