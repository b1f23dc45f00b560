"""How far each follower has read each stream."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from okienko.records.office import Office


class FollowerCursor(models.Model):
    """`seq` is the last entry that the follower has dealt with; it moves in the transaction of what was made."""

    follower = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    stream = models.CharField(max_length=20)
    seq = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["follower", "office", "stream"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follower", "office", "stream"], name="one_cursor_per_stream"),
        ]
