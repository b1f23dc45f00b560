"""What a store is given it gives back to the last bit, and what it cannot keep it rejects as a whole."""

import asyncio
from contextlib import closing

import pytest

from okienko.core.journal.chain import Line
from okienko.records.journal import Batch, Rejected
from okienko.records.journal.stores import open_store

LINES = [
    Line(1, "odd", 1, "2026-01-01 00:00:00", "plain", None, None, "system", "{}", 0, None, None, bytes(32)),
    Line(1, "odd", 2, "2026-10-25 00:59:59.999999", "odd", 2**63 - 1, "", "a,b;c\t\n{NULL}",
         '{"\\"":"\\u0000 \\\\ żółć 🏛 \u2028"}', 32767, "k", bytes(range(240, 256)), bytes(range(224, 256))),
    Line(1, "odd", 2**53 + 1, "1999-12-31 23:59:59.000001", "old", -1, "null", "true", "[1e400]", 1, 'k"\\',
         bytes(16), b"\xff" * 32),
]


def stored(url, *batches):
    """Append batches one after another; what is in the journal then."""
    async def scene(store):
        for lines in batches:
            await store.append(Batch(lines=list(lines)))

    with closing(open_store(url)) as store:
        try:
            asyncio.run(scene(store))
        finally:
            assert kept(store)[:1] == LINES[:1]
        return kept(store)


def kept(store):
    return store.entries_after(1, stream="odd", seq=0, limit=10)


def test_lines_come_back_as_they_were_given(hall_url):
    assert stored(hall_url, LINES) == LINES
    assert stored(hall_url, [LINES[0]._replace(seq=7)]) == [LINES[0], LINES[1], LINES[0]._replace(seq=7), LINES[2]]


def test_what_cannot_be_kept_is_rejected_with_all_of_its_batch(hall_url):
    rejects(hall_url, by="\ud800")


@pytest.mark.postgres
@pytest.mark.parametrize("odd", [{"by": "a\0b"}, {"visit": 2**64}, {"visit": 2**63}, {"at": "2026-02-30 00:00:00"}])
def test_what_postgresql_cannot_keep_is_rejected_with_all_of_its_batch(postgres_hall, odd):
    rejects(postgres_hall, **odd)


def rejects(url, **odd):
    stored(url, LINES[:1])
    with pytest.raises(Rejected):
        stored(url, [LINES[1], LINES[2]._replace(**odd)])
    with closing(open_store(url)) as store:
        assert kept(store) == LINES[:1]
