"""Offices and the revisions of their descriptions.

A revision holds the files exactly as they were applied, so that any day can be
looked at under the rules that held on it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Office(models.Model):
    """An office that this installation runs; `slug` stands in its addresses."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class OfficeRevision(models.Model):
    """One applied description: `files` maps each file's path to its text."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    files = models.JSONField()
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=120)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["office", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="one_revision_per_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revisions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.number}"
