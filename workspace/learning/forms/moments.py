"""Catching a moment in under a minute: two things to fill in, and the rest for who wants to."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import InputRequired, Optional

from workspace.forms import (
    DayField,
    Form,
    LineField,
    TextField,
    VersionedForm,
    an_address,
    at_most,
    filled,
    not_in_the_future,
)
from workspace.labels import choices
from workspace.learning.actions.moments import TakenBack, Told
from workspace.learning.models import LearningMoment, MomentKind, MomentPicture
from workspace.pictures import Encoded, NotAPicture, Refusal, encode
from workspace.programmes.models import Openness
from workspace.times import today

LONGEST = 3000  # characters
REFUSED = {
    Refusal.EMPTY: _("Deze foto is leeg. Kies een andere foto."),
    Refusal.TOO_LARGE: _("Deze foto is groter dan 12 MB. Kies een kleinere foto."),
    Refusal.TOO_MANY_PIXELS: _("Deze foto heeft te veel beeldpunten. Kies een kleinere foto."),
    Refusal.OF_A_PHONE: _("Deze foto heeft de vorm HEIC, die wij niet kunnen lezen. Kies een JPEG of PNG."),
    Refusal.NO_PICTURE: _("Dit bestand is geen foto. Kies een JPEG, PNG of WebP."),
    Refusal.BROKEN: _("Deze foto is beschadigd. Kies een andere JPEG, PNG of WebP."),
    Refusal.INFECTED: _("In deze foto zit misschien een virus. Kies een andere foto."),
    Refusal.NOT_SCANNED: _("Wij kunnen foto’s nu niet nakijken op virussen. Probeer het later opnieuw."),
}


class Picked(NamedTuple):
    """A picture made anew, and what it shows."""

    picture: Encoded
    alt: str


class MomentForm(VersionedForm):
    """Of what kind it is and what happened; and perhaps when, who says so, a picture, and who may read it."""

    few_read: ClassVar[Mapping[str, str]] = {"quoted_email": "a letter goes there; nobody sees it"}

    kind = RadioField(
        _("Wat is het?"),
        [InputRequired(_("Kies wat het is."))],
        invalid_choice_message=_("Kies wat het is."),
    )
    what = TextField(
        _("Wat gebeurde er?"), [*filled(_("Vertel wat er gebeurde, of wat iemand zei.")), at_most(LONGEST)]
    )
    is_mine = BooleanField(_("Ik zei dit zelf"))
    quoted_email = LineField(_("E-mailadres van wie dit zei"), [Optional(), at_most(254), an_address])
    happened_on = DayField(_("Op welke dag?"), [not_in_the_future, Optional()])
    said_by = LineField(_("Naam van wie dit vertelt"), [Optional(), at_most(100)])
    said_as = LineField(_("Rol van wie dit vertelt"), [Optional(), at_most(100)])
    is_role_only = BooleanField(_("Toon alleen de rol, niet de naam"))
    picture = FileField(_("Foto"), [Optional()])
    alt = LineField(_("Wat is te zien op de foto?"), [Optional(), at_most(300)])
    is_agreed = BooleanField(_("Wie herkenbaar op de foto staat, vindt dat goed"))
    openness = RadioField(
        _("Wie mag dit lezen?"),
        choices=choices(Openness),
        default=Openness.PUBLIC.value,
        invalid_choice_message=_("Kies wie dit mag lezen."),
    )

    @classmethod
    def fitting(cls, *, kinds: Iterable[MomentKind], among_partners: bool, **given: Any) -> Self:
        """Return the form with these kinds to choose from; only who talks among partners chooses readers."""
        form = cls(**given)
        form.kind.choices = choices(kinds)
        if not among_partners:
            del form.openness
        return form

    def read(self, *, has_picture: bool = False) -> Picked | None:
        """Return the picture, made anew, or None without one; `errors` says what has to be mended.

        `has_picture`: there is one already, which stays. Takes its time: call it while nobody waits.
        """
        self.validate_on_submit()
        if self.is_role_only.data and not self.said_as.data:
            _add_mistake(self.said_as, _("Vul in welke rol wij tonen, bijvoorbeeld: vrijwilliger."))
        file: FileStorage | None = self.picture.data
        if not file:
            if self.alt.data and not has_picture:
                _add_mistake(self.picture, _("Kies de foto opnieuw."))
            return None
        if not self.alt.data:
            _add_mistake(self.alt, _("Beschrijf wat op de foto te zien is."))
        if not self.is_agreed.data:
            _add_mistake(self.is_agreed, _("Vraag eerst of wie herkenbaar op de foto staat, dat goed vindt."))
        try:
            return Picked(encode(file.stream), self.alt.data)
        except NotAPicture as refused:
            _add_mistake(self.picture, REFUSED[refused.why])
            return None

    @property
    def has_file(self) -> bool:
        """Whether a picture came along; a browser forgets it when the page comes back."""
        return bool(self.picture.data)

    def suggest(self, kind: str, day: str) -> None:
        """Fill in the kind and the past day that an address asks for, unless a kind was chosen already."""
        if self.kind.data is not None:
            return
        self.kind.data = next((each.value for each in MomentKind if each.value == kind), None)
        with suppress(ValueError):
            self.happened_on.data = min(date.fromisoformat(day), today())

    @property
    def says_more(self) -> bool:
        """Whether somebody filled in more than two things, or made a mistake there."""
        more = (self.said_by, self.said_as, self.is_role_only, self.picture, self.alt, self.is_agreed)
        return any(field.data or field.errors for field in more) or bool(
            self.happened_on.errors or (self.happened_on.data not in {None, today()})
        )

    def told(self, *, openness: Openness = Openness.PUBLIC) -> Told:
        """Return what somebody tells, of a form that is right; `openness` if there was nothing to choose."""
        return Told(
            kind=MomentKind(self.kind.data),
            what=self.what.data,
            happened_on=self.happened_on.data or today(),
            openness=Openness(self.openness.data) if "openness" in self else openness,
            said_by=self.said_by.data or "",
            said_as=self.said_as.data or "",
            is_role_only=bool(self.is_role_only.data),
        )


class ChangeForm(MomentForm):
    """A moment as it is, to be changed; its picture can go."""

    drops_picture = BooleanField(_("Haal de foto weg"))

    @staticmethod
    def data_of(moment: LearningMoment, picture: MomentPicture | None) -> dict[str, Any]:
        """Return what a moment says now, for this form."""
        return {
            "kind": moment.kind.value,
            "what": moment.what,
            "happened_on": moment.happened_on,
            "said_by": moment.said_by,
            "said_as": moment.said_as,
            "is_role_only": moment.is_role_only,
            "alt": picture.alt if picture else "",
            "openness": moment.openness.value,
            "version": moment.version,
        }


class WithdrawForm(Form):
    """Why a moment is taken back."""

    because = RadioField(
        _("Waarom trekt u dit leermoment in?"),
        [InputRequired(_("Kies waarom u dit leermoment intrekt."))],
        choices=choices(TakenBack),
        invalid_choice_message=_("Kies waarom u dit leermoment intrekt."),
    )

    def reason(self) -> TakenBack:
        """Return why, of a form that is right."""
        return TakenBack(self.because.data)


def _add_mistake(field: Field, words: Any) -> None:
    field.errors = [*field.errors, words]
