"""News with pictures, each with what it shows, and perhaps a number of what came of it."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import Optional

from workspace.forms import (
    AmountField,
    DayField,
    Form,
    LineField,
    TextField,
    at_most,
    filled,
    not_in_the_future,
)
from workspace.pictures import Encoded, NotAPicture, Refusal, encode
from workspace.results.actions import Counted
from workspace.times import today

PICTURES = (1, 2, 3, 4, 5, 6)
LONGEST_NAME = 60  # characters of the name of a file that are said back

REFUSED = {
    Refusal.EMPTY: _("Foto %(number)d (%(name)s) is leeg. Kies een andere foto."),
    Refusal.TOO_LARGE: _("Foto %(number)d (%(name)s) is groter dan 12 MB. Kies een kleinere foto."),
    Refusal.TOO_MANY_PIXELS: _(
        "Foto %(number)d (%(name)s) heeft te veel beeldpunten. Kies een kleinere foto."
    ),
    Refusal.OF_A_PHONE: _(
        "Foto %(number)d (%(name)s) heeft de vorm HEIC, die wij niet kunnen lezen. Kies een JPEG of PNG."
    ),
    Refusal.NO_PICTURE: _("Foto %(number)d (%(name)s) is geen foto. Kies een JPEG, PNG of WebP."),
    Refusal.BROKEN: _("Foto %(number)d (%(name)s) is beschadigd. Kies een andere JPEG, PNG of WebP."),
    Refusal.INFECTED: _("In foto %(number)d (%(name)s) zit misschien een virus. Kies een andere foto."),
    Refusal.NOT_SCANNED: _(
        "Wij kunnen foto %(number)d (%(name)s) nu niet nakijken op virussen. Probeer het later opnieuw."
    ),
}


class NewsForm(Form):
    """What there is to tell, up to six pictures, and a result."""

    body = TextField(_("Wat is het nieuws?"), [*filled(_("Vertel wat het nieuws is.")), at_most(5000)])
    picture_1 = FileField(_("Foto 1"), [Optional()])
    alt_1 = LineField(_("Wat is te zien op foto 1?"), [at_most(300)])
    picture_2 = FileField(_("Foto 2"), [Optional()])
    alt_2 = LineField(_("Wat is te zien op foto 2?"), [at_most(300)])
    picture_3 = FileField(_("Foto 3"), [Optional()])
    alt_3 = LineField(_("Wat is te zien op foto 3?"), [at_most(300)])
    picture_4 = FileField(_("Foto 4"), [Optional()])
    alt_4 = LineField(_("Wat is te zien op foto 4?"), [at_most(300)])
    picture_5 = FileField(_("Foto 5"), [Optional()])
    alt_5 = LineField(_("Wat is te zien op foto 5?"), [at_most(300)])
    picture_6 = FileField(_("Foto 6"), [Optional()])
    alt_6 = LineField(_("Wat is te zien op foto 6?"), [at_most(300)])
    amount = AmountField(_("Hoeveel?"), [Optional()])
    unit = LineField(_("Van wat?"), [Optional(), at_most(40)])
    what = LineField(_("Waarbij?"), [Optional(), at_most(120)])
    on_day = DayField(_("Op welke dag?"), [not_in_the_future, Optional()])

    def read(self) -> list[tuple[Encoded, str]] | None:
        """Return the pictures made anew, with what they show, or None when something has to be mended.

        Takes its time: call it while nobody waits.
        """
        self.validate_on_submit()
        self._look_at_the_result()
        pictures = [self._read_one(number) for number in PICTURES]
        return None if self.errors else [each for each in pictures if each is not None]

    def _read_one(self, number: int) -> tuple[Encoded, str] | None:
        """Return a picture with what it shows, or None with the mistakes in their places."""
        picture, alt = self.row(number)
        file: FileStorage | None = picture.data
        if file and not alt.data:
            _add_mistake(alt, _("Beschrijf wat op foto %(number)d te zien is.", number=number))
        if alt.data and not file:
            _add_mistake(picture, _("Kies opnieuw foto %(number)d.", number=number))
        if not file:
            return None
        try:
            return encode(file.stream), alt.data
        except NotAPicture as refused:
            name = (file.filename or "?").replace("\\", "/").rsplit("/", 1)[-1][:LONGEST_NAME]
            _add_mistake(picture, REFUSED[refused.why] % {"number": number, "name": name})
            return None

    def row(self, number: int) -> tuple[Field, Field]:
        """Return the fields of one picture."""
        return self[f"picture_{number}"], self[f"alt_{number}"]

    @property
    def has_files(self) -> bool:
        """Whether pictures came along; a browser forgets them when the page comes back."""
        return any(self.row(number)[0].data for number in PICTURES)

    @property
    def has_result(self) -> bool:
        """Whether somebody began to fill in a result, or made a mistake in it."""
        fields = (self.amount, self.unit, self.what, self.on_day)
        return any((field.raw_data and field.raw_data[0]) or field.errors for field in fields)

    @property
    def counted(self) -> Counted | None:
        """The result told with this news, if any, of a form that is right; today when no day was said."""
        if self.amount.data is None:
            return None
        what = self.what.data or ""
        return Counted(what, self.amount.data, self.unit.data or "", self.on_day.data or today())

    def _look_at_the_result(self) -> None:
        """A number needs to be of something, and what was counted needs a number."""
        said = any(field.data for field in (self.unit, self.what, self.on_day))
        if said and self.amount.data is None and not self.amount.errors:
            _add_mistake(self.amount, _("Vul een getal in, bijvoorbeeld 24 of 1.250,5."))
        if self.amount.data is not None and not self.unit.data:
            _add_mistake(self.unit, _("Vul in wat u telde, bijvoorbeeld bezoekers."))


def _add_mistake(field: Field, words: Any) -> None:
    field.errors = [*field.errors, words]
