"""The sample log, wherever it lies; whatever offices and days it holds."""

from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from okienko.core.office import check
from okienko.core.replay.clean import cleanliness
from okienko.core.replay.describe import describe
from okienko.core.replay.flows import derive
from okienko.core.replay.samples import Log, gather
from okienko.links.queue_log import read_rows
from tests.core.replay.days import played

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def log(shared: Path) -> Log:
    files = sorted((shared / "data").glob("*queues*.csv.gz"))
    if not files:
        pytest.skip("no queue log in the folder of vectors and samples")
    return gather(read_rows(files[0]))


def test_every_office_day_is_read_and_its_flows_reproduce_the_queues(log):
    for office in log.offices():
        for number in log.days(office):
            for queue in derive(log.day(office, number)):
                waiting = [sample.waiting for sample in queue.queue.samples if sample.waiting is not None]
                changes = [flow.arrivals - flow.calls - flow.left - flow.gone for flow in queue.flows]
                assert list(accumulate(changes, initial=queue.at_first)) == waiting, (office, number, queue.queue.id)


def test_every_office_has_a_description_without_a_fault(log):
    for office in log.offices():
        number = log.days(office)[-1]
        day = log.day(office, number)
        files = describe(day, derive(day)).files
        assert check({key: value for file in files.values() for key, value in file.items()}, on=number) == (), office


def test_a_clean_day_is_played_through_the_rules_of_the_hall_and_explained(log):
    clean = min(_clean_days(log), key=lambda found: found[0])[1]
    result, rows, _ = played(clean)
    assert result.refusals == []
    assert result.equal == result.compared > 0
    assert all(row.is_explained for row in rows)


def test_new_year_is_never_clean(log):
    for office in log.offices():
        for number in log.days(office):
            if (number.month, number.day) == (1, 1):
                day = log.day(office, number)
                assert not cleanliness(day, derive(day)).is_clean


def _clean_days(log: Log):
    """Clean days with how many were called, so that the smallest can be taken."""
    found = []
    for office in log.offices():
        number: date = log.days(office)[-1]
        day = log.day(office, number)
        flows = derive(day)
        if cleanliness(day, flows).is_clean:
            found.append((sum(queue.calls for queue in flows), day))
    if not found:
        pytest.skip("the log holds no clean last day of an office")
    return found
