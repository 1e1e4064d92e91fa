"""What is asked about a programme, its phases, its means and its partners."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from workspace.areas.queries import AreaRow
from workspace.forms import DayField, Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.labels import choices, grouped
from workspace.money import in_euros as in_euros
from workspace.money import read_cents as read_cents
from workspace.money import show_cents as show_cents
from workspace.programmes.models import Openness

FTE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?", re.ASCII)
MOST_CENTS = 20_000_000_00
RESPONSE_DAYS = 10  # working days, unless a programme says otherwise (N13)
MOST_RESPONSE_DAYS = 60


def read_hundredths(text: str) -> int | None:
    """Return the hundredths of a full job (0,5 becomes 50), or None."""
    return int(Decimal(text.replace(",", ".")) * 100) if FTE.fullmatch(text) else None


def show_hundredths(hundredths: int) -> str:
    """Return full jobs as people here type them: 0,5."""
    return f"{Decimal(hundredths) / 100:f}".replace(".", ",")


def in_jobs(hundredths: int) -> str:
    """Return full jobs as the reader's language writes them: 0,5 or 0.5."""
    return str(format_decimal(hundredths / 100))


class _Period(VersionedForm):
    starts_on = DayField(_("Eerste dag"), filled(_("Vul de eerste dag in.")))
    ends_on = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))

    def validate_ends_on(self, field: Field) -> None:
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_("Kies een laatste dag die na de eerste dag komt."))


class ProgrammeForm(_Period):
    """A programme."""

    name = LineField(_("Naam van het programma"), [*filled(_("Vul een naam in.")), at_most(100)])
    motto = LineField(_("Motto"), [Optional(), at_most(200)])
    summary = TextField(
        _("Waar gaat het programma over?"),
        [*filled(_("Schrijf in een paar zinnen waar het over gaat.")), at_most(4000)],
    )
    area = SelectField(_("Gebied"), invalid_choice_message=_("Kies een gemeente of provincie uit de lijst."))
    shares_with_province = BooleanField(_("De provincie mag meekijken"))
    response_days = IntegerField(
        _("Binnen hoeveel werkdagen krijgt een vraag antwoord?"),
        [
            *filled(_("Vul een aantal werkdagen in.")),
            NumberRange(1, MOST_RESPONSE_DAYS, _("Vul een getal in van 1 tot en met 60.")),
        ],
        default=RESPONSE_DAYS,
        invalid_value_message=_("Vul een getal in, zoals 10."),
    )

    def offer(self, areas: list[AreaRow]) -> None:
        """Offer these places."""
        self.area.choices = grouped((area.id, area.name, area.kind) for area in areas)


class PhaseForm(_Period):
    """A phase of a programme."""

    name = LineField(_("Naam van de fase"), [*filled(_("Vul een naam in.")), at_most(100)])
    motto = LineField(_("Motto"), [Optional(), at_most(200)])


class MeansForm(Form):
    """Money and staff in one year."""

    no_words: ClassVar[Mapping[str, str]] = {"money": "an amount", "fte": "a number"}

    year = IntegerField(
        _("Jaar"),
        [
            *filled(_("Vul een jaar in.")),
            NumberRange(2000, 2100, _("Vul een jaar in tussen 2000 en 2100.")),
        ],
        invalid_value_message=_("Vul een jaar in, zoals 2027."),
    )
    money = LineField(_("Geld in euro"), filled(_("Vul een bedrag in. Is er geen geld? Vul dan 0 in.")))
    fte = LineField(
        _("Menskracht in voltijdbanen (fte)"), filled(_("Vul een getal in. Is er niemand? Vul dan 0 in."))
    )

    def validate_money(self, field: Field) -> None:
        cents = read_cents(field.data)
        if cents is None:
            raise ValidationError(_("Vul een bedrag in, zoals 58.400 of 58400,00."))
        if cents > MOST_CENTS:
            raise ValidationError(_("Vul een bedrag in van hoogstens 20 miljoen euro."))

    def validate_fte(self, field: Field) -> None:
        if read_hundredths(field.data) is None:
            raise ValidationError(_("Vul een getal in, zoals 1 of 0,5."))

    def money_cents(self) -> int:
        """Return the money in cents; the form was found valid."""
        return read_cents(self.money.data) or 0

    def fte_hundredths(self) -> int:
        """Return the staff in hundredths of a full job; the form was found valid."""
        return read_hundredths(self.fte.data) or 0


class OpennessForm(Form):
    """Who sees the programme."""

    openness = RadioField(
        _("Wie ziet dit programma?"),
        choices=choices(Openness),
        invalid_choice_message=_("Kies wie dit programma ziet."),
    )

    def validate_openness(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Kies wie dit programma ziet."))


class EndForm(Form):
    """The last day of a partner or of somebody in the team."""

    last_day = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))


class StreamForm(VersionedForm):
    """A stream of money: a grant, a budget, a fund."""

    name = LineField(_("Naam van de geldstroom"), [*filled(_("Vul een naam in.")), at_most(100)])
    funder = LineField(_("Wie geeft het geld?"), [Optional(), at_most(100)])
    ends_on = DayField(_("Laatste dag"), [Optional()])
