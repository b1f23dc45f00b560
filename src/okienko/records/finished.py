"""What followers make of the journal: visits that are over, step by step, and what became of each wish.

These tables are derived. They may be dropped and made again (`okienko rebuild`)
and are then the same to the last row. They name no person.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from okienko.core.hall.visit import ENDED, OUTCOMES
from okienko.core.hall.waiting.lanes import CLASSES
from okienko.records.office import Office


class FinishedVisit(models.Model):
    """A visit that is over; durations are whole milliseconds, `promised_low` and `_high` minutes told at the door."""

    id = models.BigIntegerField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    day = models.DateField()
    ticket = models.CharField(max_length=20)
    series = models.CharField(max_length=60)
    service = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    persons = models.IntegerField()
    priority = models.BooleanField()
    arrived_at = models.DateTimeField()
    first_called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField()
    end = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20, null=True)
    matters = models.IntegerField()
    steps = models.IntegerField()
    first_wait_ms = models.BigIntegerField(null=True)
    wait_ms = models.BigIntegerField()
    way_ms = models.BigIntegerField()
    service_ms = models.BigIntegerField()
    away_ms = models.BigIntegerField()
    promised_low = models.IntegerField(null=True)
    promised_high = models.IntegerField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["office", "day", "service"], name="finished_visits_of_a_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__in=sorted(ENDED)), name="a_finished_visit_has_ended"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__in=list(OUTCOMES)), name="a_visit_has_a_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(wait_ms__gte=0, way_ms__gte=0, service_ms__gte=0, away_ms__gte=0),
                name="nothing_of_a_visit_takes_less_than_no_time",
            ),
        ]


class FinishedStep(models.Model):
    """One call of a visit to a desk: how long it waited, came, was served, and was away before."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    visit = models.BigIntegerField()
    step = models.IntegerField()
    day = models.DateField()
    service = models.CharField(max_length=120)
    department = models.CharField(max_length=60, null=True)
    desk = models.CharField(max_length=60)
    call_class = models.CharField(max_length=10)
    out_of_order = models.BooleanField()
    ready_at = models.DateTimeField()
    called_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField()
    calls = models.IntegerField()
    wait_ms = models.BigIntegerField()
    way_ms = models.BigIntegerField(null=True)
    service_ms = models.BigIntegerField(null=True)
    away_ms = models.BigIntegerField()
    outcome = models.CharField(max_length=20, null=True)
    ended_by = models.CharField(max_length=30)

    class Meta:
        ordering: ClassVar = ["office", "visit", "step"]
        indexes: ClassVar = [models.Index(fields=["office", "day", "service"], name="finished_steps_of_a_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "visit", "step"], name="one_row_per_step"),
            models.CheckConstraint(condition=Q(call_class__in=list(CLASSES)), name="a_step_has_a_known_class"),
        ]


class FinishedWish(models.Model):
    """What became of a wish to meet the officer; `end` is null while it is open, an agreed date included.

    `met_at` is when the meeting began, `ended_at` when it was over.
    """

    id = models.BigIntegerField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    day = models.DateField(null=True)
    department = models.CharField(max_length=60)
    service = models.CharField(max_length=120, null=True)
    asked_by = models.CharField(max_length=10)
    is_named = models.BooleanField()
    asked_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    dated_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, null=True)
    mode = models.CharField(max_length=12, null=True)
    direct = models.BooleanField(null=True)
    attempts = models.IntegerField(default=0)
    deferrals = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["office", "department", "asked_at"], name="wishes_of_a_department")]
