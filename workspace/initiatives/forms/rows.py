"""Rows of a form that repeat: goals, and partners with their part."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField, SelectField
from wtforms.validators import Optional

from workspace.forms import Form as BaseForm
from workspace.forms import LineField, at_most
from workspace.initiatives.forms.checks import from_choices, number_or_none

ROWS_AT_MOST = 20


class Row(Form):
    """One row: its text is cleaned like that of every form."""

    class Meta:
        bind_field = BaseForm.Meta.bind_field


class GoalRow(Row):
    """What is to be reached, and how one sees that it was (N8)."""

    text = LineField(_("Doel"), [Optional(), at_most(300)])
    indicator = LineField(_("Hoe zien we dat het gelukt is?"), [Optional(), at_most(300)])


class PartnerRow(Row):
    """An organisation, and its part (N15)."""

    organisation = SelectField(
        _("Organisatie"),
        [Optional(), from_choices(_("Kies een organisatie uit de lijst."))],
        coerce=number_or_none,
        validate_choice=False,
    )
    part = LineField(_("Wat doet deze organisatie?"), [Optional(), at_most(300)])


def rows_of(kind: type[Row]) -> Any:
    """Return a field for rows of this kind."""
    return FieldList(FormField(kind), max_entries=ROWS_AT_MOST)


def add_empty_row(rows: Any) -> None:
    """Make sure that the last row is one to fill in."""
    has_text = bool(rows.entries) and any(value for value in rows.entries[-1].data.values())
    if (not rows.entries or has_text) and len(rows.entries) < ROWS_AT_MOST:
        rows.append_entry()
