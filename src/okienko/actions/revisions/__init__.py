"""The revisions of an office's description, and what each of them changed."""

from okienko.actions.revisions.history import Revision, history

__all__ = ["Revision", "history"]
