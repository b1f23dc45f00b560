"""The journal, and the rows that show the hall of today to SQL.

The journal is the truth; the rows are its fold, written in the same statement
by the hall keeper and by nobody else (`okienko.records.journal`). Their
constraints are the second line of defence: they come from the tables of the
core. The columns `office_id` have no foreign key in the database: one check per
row and batch would cost more than the decision that it guards.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from okienko.core.contact.wish import MODES, WISH_LIFE
from okienko.core.contact.wish import NEW as NEW_WISH
from okienko.core.hall.decide.take import MAX_PERSONS
from okienko.core.hall.entries import KINDS, STREAM
from okienko.core.hall.hall import PHASES
from okienko.core.hall.visit import AT_DESK, CHANNELS, NEW, SERVING, STATES
from okienko.records.office import Office

VISIT_STATES = sorted(set(STATES) - {NEW})
WISH_STATES = sorted(set(WISH_LIFE) - {NEW_WISH})


class _OfOffice(models.Model):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+")

    class Meta:
        abstract = True


class Entry(_OfOffice):
    """One entry of the journal; `part` counts the entries of one command from zero, `digest` is the request's."""

    pk = models.CompositePrimaryKey("office_id", "stream", "seq")
    stream = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    visit = models.BigIntegerField(null=True)
    desk = models.CharField(max_length=60, null=True)
    by = models.CharField(max_length=120)
    body = models.TextField()
    part = models.SmallIntegerField(default=0)
    key = models.CharField(max_length=255, null=True)
    digest = models.BinaryField(null=True)
    hash = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["office_id", "stream", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "key"], condition=Q(key__isnull=False), name="one_entry_per_key"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entries_count_from_one"),
            models.CheckConstraint(
                condition=~Q(stream=STREAM) | Q(kind__in=sorted(KINDS)), name="hall_entries_have_a_known_kind"
            ),
        ]


class StreamHead(_OfOffice):
    """The last entry of a stream, kept apart: a stream that is wiped or put back is missed by it.

    The hall's own is written by the followers as they read, so that it costs a command nothing; it may be behind.
    """

    pk = models.CompositePrimaryKey("office_id", "stream")
    stream = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["office_id", "stream"]


class HallRow(models.Model):
    """Where an office's hall stands: the first entry of its open day, its phase; `seq` is the entry that said so."""

    office = models.OneToOneField(
        Office, on_delete=models.PROTECT, db_constraint=False, primary_key=True, related_name="+"
    )
    day = models.DateField(null=True)
    day_from = models.BigIntegerField(default=0)
    phase = models.CharField(max_length=10)
    regime = models.CharField(max_length=60, null=True)
    seq = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(phase__in=list(PHASES)), name="a_hall_has_a_known_phase"),
        ]


class VisitRow(_OfOffice):
    """A visit; `id` is office << 32 | number, so that two nodes never meet. `needs` is empty as
    soon as nobody can undo any more that the client has gone, `ground` (of the priority) as the visit ends.
    """

    id = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    number = models.BigIntegerField()
    ticket = models.CharField(max_length=20)
    series = models.CharField(max_length=60)
    state = models.CharField(max_length=10)
    service = models.CharField(max_length=120)
    desk = models.CharField(max_length=60, null=True)
    ready_at = models.DateTimeField()
    returning = models.BooleanField()
    called_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    taken_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    calls = models.IntegerField()
    persons = models.IntegerField()
    priority = models.BooleanField()
    language = models.CharField(max_length=5)
    needs = models.TextField(null=True)
    ground = models.CharField(max_length=60, null=True)
    matters = models.JSONField()
    outside = models.BooleanField()
    wish = models.BigIntegerField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["office", "number"], condition=Q(needs__isnull=False) | Q(ground__isnull=False),
                         name="visits_with_needs"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "desk"], condition=Q(state__in=sorted(AT_DESK)), name="one_visit_per_desk"
            ),
            models.UniqueConstraint(fields=["office", "day", "ticket"], name="one_visit_per_ticket"),
            models.CheckConstraint(condition=Q(state__in=VISIT_STATES), name="a_visit_has_a_known_state"),
            models.CheckConstraint(condition=Q(channel__in=list(CHANNELS)), name="a_visit_has_a_known_channel"),
            models.CheckConstraint(
                condition=Q(desk__isnull=False, called_at__isnull=False, state__in=sorted(AT_DESK))
                | (Q(desk__isnull=True) & ~Q(state__in=sorted(AT_DESK))),
                name="who_is_at_a_desk_was_called",
            ),
            models.CheckConstraint(
                condition=~Q(state=SERVING) | Q(started_at__isnull=False), name="who_is_served_has_come"
            ),
            models.CheckConstraint(condition=Q(persons__range=(1, MAX_PERSONS)), name="a_ticket_is_for_some_persons"),
        ]


class DeskRow(_OfOffice):
    """A desk: the person signed in there and since when, or nobody."""

    pk = models.CompositePrimaryKey("office_id", "desk")
    desk = models.CharField(max_length=60)
    person = models.CharField(max_length=60, null=True)
    since = models.DateTimeField(null=True)
    paused = models.BooleanField()
    serves = models.JSONField()
    seq = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["office_id", "desk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "person"], condition=Q(person__isnull=False), name="one_desk_per_person"
            ),
        ]


class WishRow(_OfOffice):
    """A wish to meet the officer; no state of it refuses. `id` is office << 32 | number."""

    id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    visit = models.BigIntegerField(null=True)
    department = models.CharField(max_length=60)
    service = models.CharField(max_length=120, null=True)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=10)
    named = models.CharField(max_length=60, null=True)
    consent = models.BooleanField()
    prefers = models.CharField(max_length=12)
    step = models.CharField(max_length=60)
    attempts = models.IntegerField()
    person = models.CharField(max_length=60, null=True)
    mode = models.CharField(max_length=12, null=True)
    post = models.CharField(max_length=60, null=True)
    answered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "department"],
                condition=~Q(state__in=sorted(s for s in WISH_STATES if not WISH_LIFE[s])),
                name="wishes_that_are_open",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=WISH_STATES), name="a_wish_has_a_known_state"),
            models.CheckConstraint(condition=Q(prefers__in=list(MODES)), name="a_wish_prefers_a_known_way"),
            models.CheckConstraint(
                condition=Q(mode__isnull=True) | Q(mode__in=list(MODES)), name="a_meeting_has_a_known_way"
            ),
        ]
