"""Django made ready for the commands that need the database."""

import os

from okienko.links.holidays import remember_in


def ready() -> None:
    """Set up Django; commands import what needs it only afterwards."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
    django.setup()
    from django.conf import settings

    remember_in(settings.VAR)  # what `apply` asks for, the first start need not ask again
