"""Django forms in the clothes of the house: FORM_RENDERER = "okienko.ui.forms.Renderer"."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Labels above, help below the label, errors before the field and read with it."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
