"""L03: the office says how well it serves, and measures what really happened."""

from okienko.core.standards.measures import StepFact, read
from okienko.records.finished import FinishedStep

from .conftest import office


def test_the_wait_that_a_client_had_is_held_against_the_standard(monday):
    monday.ticket("dowod-wniosek")
    monday.signs_in("so-1", "2")
    monday.later(minutes=25)
    monday.serves("2")
    monday.finishes("2", "accepted")
    monday.followers()
    steps = [StepFact(queue="D", wait=row.wait_ms / 60_000) for row in FinishedStep.objects.order_by("pk")]
    reading = read(office().standards["czekanie"], steps=steps, wishes=[])
    assert (reading.cases, round(reading.value), reading.kept) == (1, 25, False)
