"""A line of a plan: what, and for how much."""

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import Field, ValidationError

from workspace.forms import LineField, VersionedForm, at_most, filled
from workspace.money import read_cents

WHAT_LENGTH = 200
MOST_CENTS = 20_000_000_00  # as the means of a year


class PlanLineForm(VersionedForm):
    """A new line, or one that is there with the version that was read."""

    no_words: ClassVar[Mapping[str, str]] = {"amount": "an amount"}

    what = LineField(_("Waarvoor?"), [*filled(_("Schrijf waarvoor het geld is.")), at_most(WHAT_LENGTH)])
    amount = LineField(_("Bedrag in euro"), filled(_("Vul een bedrag in. Kost het niets? Vul dan 0 in.")))

    def validate_amount(self, field: Field) -> None:
        cents = read_cents(field.data)
        if cents is None:
            raise ValidationError(_("Vul een bedrag in, zoals 1.500 of 1.500,50."))
        if cents > MOST_CENTS:
            raise ValidationError(_("Vul een bedrag in van hoogstens 20 miljoen euro."))

    def cents(self) -> int:
        """Return the amount in cents; the form was found valid."""
        return read_cents(self.amount.data) or 0
