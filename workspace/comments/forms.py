"""Forms for saying something, changing it and taking it away."""

from collections.abc import Collection
from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.clocks.queries import Askable
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import Thread
from workspace.forms import Form, at_most, filled
from workspace.labels import choices
from workspace.text import to_html

LONGEST = 5000  # characters
LONGEST_REASON = 300


def _something_to_read(form: PlainForm, field: Field) -> None:
    # A letter outside links is always seen, and so nothing is to be worked out.
    if not set("[<") & set(field.data) and any(letter.isalpha() for letter in field.data):
        return
    text = to_html(field.data).striptags()
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise ValidationError(_("Schrijf eerst uw reactie."))


WORDS = [*filled(_("Schrijf eerst uw reactie.")), at_most(LONGEST), _something_to_read]


class CommentForm(Form):
    """A comment, perhaps a question; who reads it is asked only of those who may talk among partners."""

    body = TextAreaField(_("Uw reactie"), WORDS, id="reactie-tekst")
    audience = RadioField(
        _("Wie mag dit lezen?"),
        choices=choices(Audience),
        default=Audience.PUBLIC.value,
        id="reactie-lezers",
        invalid_choice_message=_("Kies wie dit mag lezen."),
    )

    asks = SelectField(
        _("Dit is een vraag aan"),
        [Optional()],
        default="",
        id="reactie-vraag-aan",
        invalid_choice_message=_("Kies een organisatie uit de lijst, of niemand in het bijzonder."),
    )

    @classmethod
    def under(cls, thread: Thread, *, empty: bool = False) -> Self:
        """Return the form as this reader of the thread may fill it in, perhaps without what was just sent."""
        return cls.of(among_partners=thread.may_choose_audience, askable=thread.askable, empty=empty)

    @classmethod
    def of(cls, *, among_partners: bool, askable: Collection[Askable], empty: bool = False) -> Self:
        """Return the form for somebody who may talk among partners, or may not, and may ask these."""
        form = cls(formdata=None) if empty else cls()
        if not among_partners:
            del form.audience
        if askable:
            nobody = SelectChoice("", _("niemand in het bijzonder"))
            form.asks.choices = [nobody, *(SelectChoice(str(each.id), each.name) for each in askable)]
        else:
            del form.asks
        return form

    def chosen_audience(self) -> Audience:
        """Return who reads the comment: everybody, unless asked otherwise."""
        return Audience(self.audience.data) if "audience" in self else Audience.PUBLIC

    def asked_id(self) -> int | None:
        """Return the id of the organisation to which this is a question, or None."""
        return int(self.asks.data) if "asks" in self and self.asks.data else None


class ReplyForm(Form):
    """An answer to one comment."""

    body = TextAreaField(_("Uw antwoord"), WORDS, id="antwoord-tekst")


class EditForm(Form):
    """One's own words, changed. Carries the version that was read."""

    body = TextAreaField(_("Uw reactie"), WORDS, id="reactie-tekst")
    version = HiddenField()

    def is_about(self, comment: Comment) -> bool:
        """Tell whether the comment is still as it was when this form was opened."""
        return bool(self.version.data == str(comment.version))


class RestoreForm(Form):
    """Nothing to fill in: only that a hidden comment is shown again."""


class RemovalForm(Form):
    """Why a comment goes; for one's own it need not be said."""

    reason = TextAreaField(_("Waarom haalt u deze reactie weg?"), [at_most(LONGEST_REASON)])

    def of(self, *, others: bool) -> Self:
        """Ask for a reason when the words are of somebody else."""
        if others:
            self.reason.validators = [
                *filled(_("Schrijf waarom u deze reactie weghaalt.")),
                *self.reason.validators,
            ]
        return self
