"""Django made ready for the commands that need the database."""

import os


def ready() -> None:
    """Set up Django; commands import what needs it only afterwards."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
    django.setup()
