"""What the screens at which people work are called."""

from django.utils.translation import gettext_lazy as _

#: name of the address → what people call it
NAMES = {
    "desk": _("Desk"),
    "till": _("Cash desk"),
    "reception": _("Reception"),
    "department": _("Department"),
    "manager": _("Manager"),
    "manager-standards": _("Standards"),
    "people": _("People and roles"),
    "devices": _("Devices"),
    "setup-description": _("Description"),
    "journal": _("Journal"),
}
