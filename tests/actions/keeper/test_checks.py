"""The second line of defence in PostgreSQL: each check of ours is there, in a form that is read fast."""

import psycopg
import pytest
from django.apps import apps
from django.db.models import CheckConstraint

from okienko.core.hall.entries import KINDS
from okienko.records.apps import with_constants

_CHECKS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'c' AND conrelid::regclass::text LIKE 'records\\_%'
"""
_ENTRY = """
    INSERT INTO records_entry (office_id, stream, seq, at, kind, "by", body, part, hash)
    SELECT id, %s, %s, now(), %s, 'test', '{}', 0, '' FROM records_office ORDER BY id LIMIT 1
"""


def checks_of_ours() -> set[str]:
    return {check.name for model in apps.get_app_config("records").get_models()
            for check in model._meta.constraints if isinstance(check, CheckConstraint)}


def test_every_check_is_there_and_no_list_is_put_together_anew(postgres_hall) -> None:
    with psycopg.connect(postgres_hall) as database:
        found = dict(database.execute(_CHECKS).fetchall())
    assert found.keys() >= checks_of_ours()
    assert [definition for definition in found.values() if "ARRAY[" in definition] == []


def test_a_known_kind_is_taken_and_no_other(postgres_hall) -> None:
    with psycopg.connect(postgres_hall) as database:
        for seq, kind in enumerate(sorted(KINDS), 1):
            database.execute(_ENTRY, ("hall", seq, kind))
        database.execute(_ENTRY, ("people", 1, "anything"))
        for kind in ("anything", "", "{taken}", "taken,called"):
            with pytest.raises(psycopg.errors.CheckViolation), database.transaction():
                database.execute(_ENTRY, ("hall", len(KINDS) + 1, kind))


@pytest.mark.parametrize("definition", [
    "CHECK ((seq >= 1))",
    "CHECK (((kind)::text = ANY ((ARRAY['a b'::character varying, 'c'::character varying])::text[])))",
    "CHECK (((kind)::text = ANY ((ARRAY['it''s'::character varying])::text[])))",
])
def test_what_is_no_list_of_plain_words_stays_as_it_is(definition) -> None:
    assert with_constants(definition) == definition
