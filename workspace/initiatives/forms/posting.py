"""Posting an initiative: five fields to start with."""

import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import Form, LineField, TextField, at_most, filled
from workspace.initiatives.forms.checks import from_choices, number_or_none, picked
from workspace.initiatives.models import TITLE_LENGTH, Visibility
from workspace.labels import LABELS

TEXT_LENGTH = 5000


WHO_SEES = _("Kies wie dit mag zien.")
NO_PLACES = _("Kies plaatsen uit de lijst.")


def visibility_or_none(value: Any) -> Visibility | None:
    """Return the visibility of this name, or None when there is none."""
    return next((each for each in Visibility if value in (each, each.value)), None)


def _visibilities(given: Iterable[Visibility]) -> list[SelectChoice]:
    return [SelectChoice(value=each, label=LABELS["Visibility"][each.value]) for each in given]


class BoardChoice(NamedTuple):
    """A board on which somebody may post."""

    id: int
    title: str
    programme: str


class PostForm(Form):
    """Title, what, for whom, where and who helps; the rest comes later."""

    board = SelectField(
        _("Bij welk thema hoort het?"),
        [picked(_("Kies een thema."))],
        coerce=number_or_none,
        validate_choice=False,
    )
    title = LineField(_("Titel"), [*filled(_("Vul een titel in.")), at_most(TITLE_LENGTH)])
    summary = TextField(
        _("Wat wilt u doen?"),
        [*filled(_("Vertel in een paar zinnen wat u wilt doen.")), at_most(TEXT_LENGTH)],
    )
    for_whom = LineField(_("Voor wie is het?"), [Optional(), at_most(300)])
    place = LineField(_("Waar is het?"), [Optional(), at_most(200)])
    areas = SelectMultipleField(
        _("In welke plaatsen?"),
        coerce=int,
        invalid_value_message=NO_PLACES,
        invalid_choice_message=NO_PLACES,
    )
    helpers = LineField(_("Wie helpt er mee?"), [Optional(), at_most(500)])
    visibility = RadioField(
        _("Wie mag dit zien?"),
        [from_choices(WHO_SEES)],
        coerce=visibility_or_none,
        validate_choice=False,
        default=Visibility.PUBLIC,
    )
    as_draft = BooleanField()

    def __init__(
        self,
        *,
        boards: Iterable[BoardChoice],
        areas: Iterable[tuple[int, str]],
        visibilities: Iterable[Visibility],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        listed = [SelectChoice(value=b.id, label=b.title, optgroup=b.programme) for b in boards]
        self.board.choices = listed if len(listed) == 1 else [SelectChoice("", _("Kies een thema")), *listed]
        self.areas.choices = [SelectChoice(value=area, label=name) for area, name in areas]
        self.visibility.choices = _visibilities(visibilities)

    def renew(self) -> None:
        """Make this a form that was not sent yet, with the same text in it."""
        self.once.data = secrets.token_urlsafe(16)

    @property
    def chosen_visibility(self) -> Visibility:
        """Return who is to see it: only the maker while it is a draft."""
        chosen: Visibility = self.visibility.data
        return Visibility.DRAFT if self.as_draft.data else chosen


class PublishForm(Form):
    """Who is to see what was a draft."""

    visibility = RadioField(
        _("Wie mag dit zien?"),
        [from_choices(WHO_SEES)],
        coerce=visibility_or_none,
        validate_choice=False,
        default=Visibility.PUBLIC,
    )

    def __init__(self, *, visibilities: Iterable[Visibility], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.visibility.choices = _visibilities(visibilities)
