"""Keys for each purpose, drawn from the one secret of the installation."""

from __future__ import annotations

import hashlib


def key_for(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes that serves this purpose only; knowing it tells nothing about the others."""
    return hashlib.blake2b(purpose.encode(), key=hashlib.blake2b(secret).digest()[:64], digest_size=32).digest()
