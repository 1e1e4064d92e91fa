"""News with pictures, each with what it shows."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms.validators import Optional

from workspace.forms import Form, LineField, TextField, at_most, filled
from workspace.pictures import Encoded, NotAPicture, encode

PICTURES = (1, 2, 3, 4)


class NewsForm(Form):
    """What there is to tell, and up to four pictures."""

    body = TextField(_("Wat is het nieuws?"), [*filled(_("Vertel wat het nieuws is.")), at_most(5000)])
    picture_1 = FileField(_("Foto 1"), [Optional()])
    alt_1 = LineField(_("Wat is te zien op foto 1?"), [at_most(300)])
    picture_2 = FileField(_("Foto 2"), [Optional()])
    alt_2 = LineField(_("Wat is te zien op foto 2?"), [at_most(300)])
    picture_3 = FileField(_("Foto 3"), [Optional()])
    alt_3 = LineField(_("Wat is te zien op foto 3?"), [at_most(300)])
    picture_4 = FileField(_("Foto 4"), [Optional()])
    alt_4 = LineField(_("Wat is te zien op foto 4?"), [at_most(300)])

    def read(self) -> list[tuple[Encoded, str]] | None:
        """Return the pictures made anew, with what they show, or None when something has to be mended.

        Takes its time: call it while nobody waits.
        """
        pictures = []
        is_good = self.validate_on_submit()
        for number in PICTURES:
            picture, alt = self[f"picture_{number}"], self[f"alt_{number}"]
            if picture.data and not alt.data:
                alt.errors = [_("Beschrijf wat op foto %(number)d te zien is.", number=number)]
            elif alt.data and not picture.data:
                picture.errors = [_("Kies opnieuw foto %(number)d.", number=number)]
            elif picture.data and is_good:
                try:
                    pictures.append((encode(picture.data.stream), alt.data))
                except NotAPicture:
                    advice = _("Kies voor foto %(number)d een JPEG, PNG of WebP tot 12 MB.", number=number)
                    picture.errors = [advice]
        return None if self.errors else pictures
