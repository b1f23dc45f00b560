"""The Django application of the stage: its templates and static files."""

from django.apps import AppConfig


class StageConfig(AppConfig):
    """The demonstration."""

    name = "okienko.faces.stage"
    label = "stage"
