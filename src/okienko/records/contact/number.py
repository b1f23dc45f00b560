"""The number to call a client for one conversation: personal data, erased with the wish, never in the journal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from okienko.records.office import Office


class CallbackNumber(models.Model):
    """The number for a wish; `given_at` is the moment of the hall's clock at which the client left it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    wish = models.BigIntegerField()
    phone = models.CharField(max_length=16)
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["office_id", "wish"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "wish"], name="one_number_per_wish")]
