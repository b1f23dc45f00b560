"""The journal store knows no Django: its columns are held against the tables here."""

import pytest
from django.apps import apps
from django.core.management import call_command

from okienko.records.journal.beside import BESIDE
from okienko.records.journal.columns import TABLES
from okienko.records.journal.derived import DERIVED

KINDS = {
    "BigIntegerField": "bigint", "IntegerField": "bigint", "SmallIntegerField": "smallint", "CharField": "text",
    "TextField": "text", "DateTimeField": "timestamptz", "DateField": "date", "BooleanField": "boolean",
    "JSONField": "jsonb", "BinaryField": "bytea", "ForeignKey": "bigint", "OneToOneField": "bigint",
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_journal_store_writes_every_column_as_it_is(table):
    model = next(model for model in apps.get_app_config("records").get_models() if model._meta.db_table == table.name)
    columns = {field.column: KINDS[field.get_internal_type()] for field in model._meta.concrete_fields
               if field.get_internal_type() != "CompositePrimaryKey"}
    assert dict(table.columns) == columns


@pytest.mark.parametrize("table", DERIVED, ids=lambda table: table.name)
def test_what_followers_make_is_read_with_every_column_but_the_number_that_the_database_gives(table):
    model = next(model for model in apps.get_app_config("records").get_models() if model._meta.db_table == table.name)
    columns = {field.column: KINDS[field.get_internal_type()] for field in model._meta.concrete_fields
               if field.get_internal_type() not in ("BigAutoField", "AutoField")}
    assert dict(table.columns) == columns


@pytest.mark.parametrize("table", BESIDE, ids=lambda table: table.name)
def test_what_is_held_against_the_journal_is_read_by_columns_that_there_are(table):
    model = next(model for model in apps.get_app_config("records").get_models() if model._meta.db_table == table.name)
    columns = {field.column: field.get_internal_type() for field in model._meta.concrete_fields}
    assert set(table.names) <= set(columns)
    assert all(KINDS.get(columns[name], kind) == kind for name, kind in table.columns)


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
