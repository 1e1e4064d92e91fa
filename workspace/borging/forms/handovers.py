"""Offering an initiative to an organisation, and answering such an offer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from workspace.borging.actions import Offer
from workspace.borging.models import Answer, Handover
from workspace.forms import DayField, Form, TextField, at_most, filled
from workspace.labels import choices
from workspace.times import today

LONGEST = 4000  # characters
REASON_LENGTH = 1000  # characters
FURTHEST = timedelta(days=10 * 366)
TEXTS = ("tasks", "contacts", "documents", "open_points", "conditions")


def _from_today(form: PlainForm, field: Field) -> None:
    if field.data is not None and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens tien jaar vooruit."))


class TokenForm(Form):
    """One button; it carries the version of the offer that was read."""

    version = HiddenField()

    def is_about(self, handover: Handover) -> bool:
        """Tell whether the offer is still as it was when this form was opened."""
        return bool(self.version.data == str(handover.version))


class OfferForm(TokenForm):
    """To whom, from when, what and on which terms."""

    few_read: ClassVar[Mapping[str, str]] = {
        "tasks": "the receiver goes on with it, among partners",
        "contacts": "the receiver goes on with it, among partners",
        "documents": "the receiver goes on with it, among partners",
        "open_points": "the receiver goes on with it, among partners",
        "conditions": "the receiver goes on with it, among partners",
    }

    organisation = SelectField(
        _("Welke organisatie neemt het over?"), invalid_choice_message=_("Kies een organisatie uit de lijst.")
    )
    from_day = DayField(
        _("Vanaf welke dag?"),
        [*filled(_("Vul in vanaf welke dag de organisatie het overneemt.")), _from_today],
    )
    tasks = TextField(
        _("Welke taken neemt de organisatie over?"),
        [*filled(_("Schrijf welke taken erbij horen.")), at_most(LONGEST)],
    )
    contacts = TextField(_("Welke contacten?"), [Optional(), at_most(LONGEST)])
    documents = TextField(_("Welke documenten?"), [Optional(), at_most(LONGEST)])
    open_points = TextField(_("Wat is nog niet klaar?"), [Optional(), at_most(LONGEST)])
    conditions = TextField(_("Onder welke voorwaarden?"), [Optional(), at_most(LONGEST)])

    def __init__(
        self, *, organisations: Sequence[tuple[int, str]], handover: Handover | None = None, **kwargs: Any
    ) -> None:
        """Make the form for a first offer, or filled with the one that is to be changed."""
        data: dict[str, Any] = {}
        if handover is not None:
            data = {name: getattr(handover, name) for name in (*TEXTS, "from_day", "version")}
            data["organisation"] = str(handover.to_organisation_id)
        super().__init__(prefix="aanbod-", data=data, **kwargs)
        self.organisation.choices = [
            SelectChoice("", _("Kies een organisatie")),
            *(SelectChoice(str(id), name) for id, name in organisations),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field; an organisation is always chosen."""
        is_right: bool = super().validate(extra_validators)
        if not self.organisation.data and not self.organisation.errors:
            self.organisation.errors = [_("Kies een organisatie uit de lijst.")]
            return False
        return is_right

    def offer(self) -> Offer:
        """Return what was filled in, of a form that is right."""
        texts = {name: self[name].data or "" for name in TEXTS}
        return Offer(int(self.organisation.data), self.from_day.data, **texts)


class AnswerForm(TokenForm):
    """Yes, first something else, or no; anything but yes needs a reason."""

    answer = RadioField(
        _("Wat is het antwoord van uw organisatie?"),
        choices=choices(Answer),
        invalid_choice_message=_("Kies een antwoord."),
    )
    reason = TextField(_("Waarom?"), [Optional(), at_most(REASON_LENGTH)])

    def __init__(self, *, handover: Handover | None = None, **kwargs: Any) -> None:
        data = {} if handover is None else {"version": handover.version}
        super().__init__(prefix="antwoord-", data=data, **kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that a no or a question says why."""
        is_right: bool = super().validate(extra_validators)
        if self.answer.errors or self.answer.data == Answer.ACCEPTED or self.reason.data:
            return is_right
        self.reason.errors = [*self.reason.errors, _("Schrijf waarom, zodat de ander ermee verder kan.")]
        return False
