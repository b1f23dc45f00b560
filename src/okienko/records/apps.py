"""The one application that has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "okienko.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
