"""The smallest Django in which the design system can be drawn; other settings are not needed."""

SETTINGS = {
    "INSTALLED_APPS": ["django.contrib.staticfiles", "okienko.ui"],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"string_if_invalid": "UNDEFINED %s"},
        }
    ],
    "FORM_RENDERER": "okienko.ui.forms.Renderer",
    "STATIC_URL": "/static/",
    "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    "LANGUAGES": [("pl", "polski"), ("en", "English"), ("uk", "українська")],
    "LANGUAGE_CODE": "en",
    "USE_I18N": True,
    "USE_TZ": True,
    "SECRET_KEY": "only for drawing",
}
