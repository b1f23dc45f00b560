"""The one application that has tables."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from okienko.records.checks import keep_lists_as_constants


class RecordsConfig(AppConfig):
    name = "okienko.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(keep_lists_as_constants, sender=self)
