"""Adding a task in one line, and changing it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import DayField, LineField, VersionedForm, at_most, filled
from workspace.tasks.actions import ToDo
from workspace.tasks.models import Task
from workspace.tasks.queries.people import Near, Nearness
from workspace.times import today

FURTHEST = timedelta(days=3 * 366)
HEADINGS = {
    Nearness.OWN: _("Wie dit trekt of plaatste"),
    Nearness.GROUP: _("Werkgroep"),
    Nearness.TEAM: _("Programmateam"),
    Nearness.JOINED: _("Doet mee aan dit initiatief"),
}


def _in_reach(form: PlainForm, field: Field) -> None:
    """A day to come; a day that was set before may stay."""
    if field.data in {None, field.object_data}:
        return
    if not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens drie jaar vooruit."))


class TaskForm(VersionedForm):
    """What, who and when; only what is asked for."""

    title = LineField(_("Wat moet er gebeuren?"), [*filled(_("Schrijf wat er moet gebeuren.")), at_most(200)])
    person = SelectField(
        _("Wie doet het?"), [Optional()], invalid_choice_message=_("Kies iemand uit de lijst.")
    )
    due_on = DayField(_("Wanneer klaar?"), [Optional(), _in_reach])

    @classmethod
    def to_add(cls, people: Sequence[Near], me: int | None, *, empty: bool = False) -> Self:
        """Return the form for a new task; it is one's own until somebody else is chosen."""
        given = {"formdata": None} if empty else {}
        form = cls(data={"person": str(me or "")}, **given)
        form.offer(people, me)
        return form

    @classmethod
    def about(
        cls, task: Task, people: Sequence[Near], me: int | None, name: str | None, *, stored: bool = False
    ) -> Self:
        """Return the form filled with a task; whose it is stays to be chosen, also when they left.

        `stored` leaves out what was typed.
        """
        given = {"formdata": None} if stored else {}
        person = str(task.person_id or "")
        data = {"title": task.title, "person": person, "due_on": task.due_on, "version": str(task.version)}
        form = cls(data=data, **given)
        form.offer(people, me)
        if task.person_id and str(task.person_id) not in {choice.value for choice in form.person.choices}:
            kept = SelectChoice(str(task.person_id), name or str(_("iemand die meedoet")))
            form.person.choices.insert(1, kept)
        return form

    def offer(self, people: Sequence[Near], me: int | None) -> None:
        """Offer nobody, oneself, and everybody near by where they belong."""
        self.person.choices = [SelectChoice("", str(_("Nog niemand")))]
        if me:
            self.person.choices.append(SelectChoice(str(me), str(_("Ik zelf"))))
        self.person.choices += [
            SelectChoice(str(near.user_id), near.name, optgroup=_heading(near))
            for near in people
            if near.user_id != me
        ]

    def todo(self) -> ToDo:
        """Return what was filled in, of a form that is right."""
        due_on: date | None = self.due_on.data
        return ToDo(self.title.data or "", int(self.person.data) if self.person.data else None, due_on)


def _heading(near: Near) -> str:
    return near.organisation or str(HEADINGS[near.nearness])
