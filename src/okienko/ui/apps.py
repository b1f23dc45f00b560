"""The Django application that carries the shared templates, tags and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """What every face looks like."""

    name = "okienko.ui"
    label = "ui"
