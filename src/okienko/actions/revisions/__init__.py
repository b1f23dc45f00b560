"""The revisions of an office's description: what each of them changed, their files to take away, and the next one."""

from okienko.actions.revisions.archive import archive
from okienko.actions.revisions.draft import Draft, SealBroken, apply_sealed, draft_of, seal
from okienko.actions.revisions.history import Revision, history

__all__ = ["Draft", "Revision", "SealBroken", "apply_sealed", "archive", "draft_of", "history", "seal"]
