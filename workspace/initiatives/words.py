"""The fields of an initiative that people edit: what each is called, and what stands in it, in words."""

from typing import Any

from flask_babel import format_currency
from flask_babel import lazy_gettext as _

from workspace.labels import LABELS

NAMES = {
    "title": _("Titel"),
    "summary": _("Wat"),
    "why": _("Waarom"),
    "for_whom": _("Voor wie"),
    "target_groups": _("Doelgroepen"),
    "place": _("Waar"),
    "areas": _("Plaatsen"),
    "helpers": _("Wie helpt er mee"),
    "policy_field": _("Wettelijke taak of beleid"),
    "kind": _("Soort"),
    "pilot_ends_on": _("Einde van de proeftuin"),
    "scale": _("Schaal"),
    "scale_reason": _("Reden van deze schaal"),
    "participation": _("Hoe inwoners meedoen"),
    "frameworks": _("Kaders"),
    "asked": _("Wat vragen we van u"),
    "promised": _("Wat mag u verwachten"),
    "yearly_cost_cents": _("Kosten per jaar"),
    "goals": _("Doelen"),
    "partners": _("Partners"),
    "coordinator": _("Coördinator"),
    "organisation": _("Organisatie"),
    "visibility": _("Wie mag dit zien"),
}
CHOICES = {
    "kind": "Kind",
    "scale": "Scale",
    "participation": "ParticipationLevel",
    "visibility": "Visibility",
}


def money(cents: int | None) -> str:
    """Return an amount as people read it, or nothing."""
    return "" if cents is None else str(format_currency(cents / 100, "EUR"))


def in_words(name: str, value: Any) -> str:
    """Return what a person would say stands in this field; an empty text for nothing."""
    if value is None or value == "" or value == []:
        return ""
    if name in CHOICES:
        return str(LABELS[CHOICES[name]].get(value, value))
    if name == "target_groups":
        return ", ".join(str(LABELS["TargetGroup"].get(each, each)) for each in value)
    if name == "yearly_cost_cents":
        return money(value)
    if isinstance(value, list):
        lines = (each if isinstance(each, list) else [str(each)] for each in value)
        return "\n".join(" – ".join(filter(None, line)) for line in lines)
    return str(value)
