"""Kiosks, boards and printers that may speak for an office.

A device is let in once, by a short code that an administrator reads to it; from
then on it holds a signed token. Only the digest of the code is kept, and only
until it is used. `version` grows with each revocation.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from okienko.core.people.roles import DEVICE_KINDS


class Device(models.Model):
    """One screen or printer of an office; `place` is the area or board of the office's files that it belongs to."""

    office = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=60, blank=True, default="")
    code_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("office", "kind", "name", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DEVICE_KINDS), name="device_kind_known"),
            models.CheckConstraint(
                condition=Q(code_digest__isnull=True, code_expires_at__isnull=True)
                | Q(code_digest__isnull=False, code_expires_at__isnull=False),
                name="device_code_expires",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office}: {self.name}"

    @property
    def is_enrolled(self) -> bool:
        return self.enrolled_at is not None and self.revoked_at is None
