"""What is asked to plan a meeting, to make its agenda, to answer, and to write down what came of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.boards.models import Board
from workspace.forms import DayField, Form, LineField, TextField, VersionedForm, at_most, filled
from workspace.initiatives.models import Initiative
from workspace.meetings.actions import Plan
from workspace.meetings.actions.minutes import Minutes
from workspace.meetings.models import Meeting
from workspace.meetings.queries.agenda import ItemRow, PersonRow, Subject
from workspace.tasks.actions import ToDo
from workspace.times import HERE, from_here, now, today

FURTHEST = timedelta(days=3 * 366)
TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
OVERLEG = "overleg"  # in the place of a board


def _a_time(form: PlainForm, field: Field) -> None:
    if field.data and not TIME.fullmatch(field.data):
        raise ValidationError(_("Vul een tijd in, zoals 19.30."))


def _time(label: str, message: str) -> LineField:
    return LineField(label, [*filled(message), _a_time])


class PlanForm(VersionedForm):
    """What, when and where; times as people here read the clock."""

    few_read: ClassVar[Mapping[str, str]] = {
        "place": "who is invited reads it",
        "about": "who is invited reads it",
    }

    board = SelectField(_("Wie komt bij elkaar?"), invalid_choice_message=_("Kies uit de lijst."))
    title = LineField(
        _("Naam van de bijeenkomst"), [*filled(_("Geef de bijeenkomst een naam.")), at_most(120)]
    )
    day = DayField(_("Dag"), filled(_("Vul de dag in.")))
    starts = _time(_("Begint om"), _("Vul in hoe laat het begint."))
    ends = _time(_("Duurt tot"), _("Vul in hoe laat het klaar is."))
    place = LineField(_("Plaats"), [Optional(), at_most(200)])
    about = TextField(_("Toelichting"), [Optional(), at_most(5000)])

    def offer(self, boards: Sequence[Board], *, overleg: bool) -> None:
        """Offer these working groups, and perhaps the partneroverleg."""
        self.board.choices = [
            SelectChoice(str(board.id), str(_("Werkgroep %(board)s", board=board.title))) for board in boards
        ]
        if overleg:
            self.board.choices.append(SelectChoice(OVERLEG, str(_("Partneroverleg: alle partners"))))

    @classmethod
    def about_meeting(cls, meeting: Meeting, *, stored: bool = False) -> Self:
        """Return the form filled with a meeting; `stored` leaves out what was typed. Who meets stays."""
        starts, ends = meeting.starts_at.astimezone(HERE), meeting.ends_at.astimezone(HERE)
        data = {
            "title": meeting.title,
            "day": starts.date(),
            "starts": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "place": meeting.place,
            "about": meeting.about,
            "version": str(meeting.version),
        }
        form = cls(data=data, **({"formdata": None} if stored else {}))
        del form.board
        form.before = (meeting.starts_at, meeting.ends_at)
        return form

    before: tuple[datetime, datetime] | None = None  # when it is now; that may stay, also when it is past

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, that the times exist on that day, and that it is still to come."""
        if not super().validate(extra_validators):
            return False
        try:
            starts = from_here(self.day.data, _read(self.starts.data))
            ends = from_here(self.day.data, _read(self.ends.data))
        except ValueError:
            words = _("Op deze dag gaat de klok vooruit: deze tijd bestaat dan niet. Kies een andere tijd.")
            self.starts.errors = [words]
            return False
        if ends <= starts:
            self.ends.errors = [_("Kies een tijd na het begin.")]
            return False
        if (starts, ends) != self.before and not now() <= starts <= now() + FURTHEST:
            self.day.errors = [_("Kies een moment dat nog komt, hoogstens drie jaar vooruit.")]
            return False
        self.moments = starts, ends
        return True

    moments: tuple[datetime, datetime]

    def plan(self) -> Plan:
        """Return what was filled in, of a form that is right."""
        return Plan(self.title.data or "", *self.moments, self.place.data or "", self.about.data or "")


def _read(text: str) -> time:
    found = TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else time()


class CancelForm(Form):
    """Why a meeting is called off."""

    reason = LineField(_("Waarom gaat het niet door?"), [Optional(), at_most(300)])


class ItemForm(Form):
    """A point for the agenda: an initiative, a question, or a title of one's own."""

    subject = SelectField(
        _("Initiatief of vraag"), [Optional()], invalid_choice_message=_("Kies uit de lijst.")
    )
    title = LineField(_("Of een eigen punt"), [Optional(), at_most(200)])

    def offer(self, subjects: Sequence[Subject]) -> None:
        """Offer what can be put on the agenda: questions that wait first."""
        self.subjects = {_key(subject): subject for subject in subjects}
        self.subject.choices = [SelectChoice("", str(_("Kies uit de lijst")))]
        for key, subject in self.subjects.items():
            group = str(_("Vragen die wachten")) if subject.clock_id else subject.board
            self.subject.choices.append(SelectChoice(key, _name(subject), optgroup=group))

    subjects: dict[str, Subject]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that exactly one of the two is there."""
        if not super().validate(extra_validators):
            return False
        if bool(self.subject.data) == bool(self.title.data):
            self.title.errors = [_("Kies iets uit de lijst, of schrijf een eigen punt.")]
            return False
        return True

    def chosen(self) -> Subject | None:
        """Return the initiative or question that was chosen, or None for a point of one's own."""
        return self.subjects.get(self.subject.data or "")


def _key(subject: Subject) -> str:
    return f"v{subject.clock_id}" if subject.clock_id else f"i{subject.initiative_id}"


def _name(subject: Subject) -> str:
    if subject.clock_id is None:
        return subject.title
    return str(_("%(title)s: vraag aan %(organisation)s", title=subject.title, organisation=subject.asked_of))


class MinutesForm(VersionedForm):
    """Who was there, what was decided at each point, and notes."""

    few_read: ClassVar[Mapping[str, str]] = {"notes": "who may see the meeting reads it"}

    there = SelectMultipleField(
        _("Wie was erbij?"), [Optional()], invalid_choice_message=_("Kies uit de lijst.")
    )
    notes = TextField(_("Aantekeningen"), [Optional(), at_most(20_000)])

    @classmethod
    def of(
        cls, meeting: Meeting, items: Sequence[ItemRow], people: Sequence[PersonRow], *, stored: bool = False
    ) -> Self:
        """Return the form with a decision for each of these points, filled with what was written before.

        `stored` leaves out what was typed. Before it is held, who said to come is marked.
        """
        fields = {
            _decision(item.id): TextField(
                _("Besluit bij: %(title)s", title=item.title), [Optional(), at_most(2000)]
            )
            for item in items
        }
        there = [str(each.user_id) for each in people if _was_there(each)]
        data: dict[str, Any] = {_decision(item.id): item.decision for item in items}
        data |= {"there": there, "notes": meeting.notes, "version": str(meeting.version)}
        kind = type(cls.__name__, (cls,), fields)
        form: Self = kind(data=data, **({"formdata": None} if stored else {}))
        form.there.choices = [SelectChoice(str(each.user_id), each.name) for each in people]
        form.items = items
        return form

    items: Sequence[ItemRow] = ()

    def decisions(self) -> list[Field]:
        """Return the fields of the decisions, in the order of the agenda."""
        return [self[_decision(item.id)] for item in self.items]

    def minutes(self) -> Minutes:
        """Return what was filled in, of a form that is right."""
        decided = {item.id: self[_decision(item.id)].data or "" for item in self.items}
        return Minutes(
            frozenset(int(number) for number in self.there.data or ()), decided, self.notes.data or ""
        )


def _was_there(person: PersonRow) -> bool:
    return person.reply == "yes" if person.was_there is None else person.was_there


def _decision(item_id: int) -> str:
    return f"decision_{item_id}"


def _in_reach(form: PlainForm, field: Field) -> None:
    if field.data is not None and not today() <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens drie jaar vooruit."))


class TaskForm(Form):
    """A task that follows: what, for which initiative or board, who and when."""

    title = LineField(_("Wat moet er gebeuren?"), [*filled(_("Schrijf wat er moet gebeuren.")), at_most(200)])
    about = SelectField(
        _("Waarvoor?"),
        filled(_("Kies waarvoor de taak is.")),
        invalid_choice_message=_("Kies uit de lijst."),
    )
    person = SelectField(
        _("Wie doet het?"), [Optional()], invalid_choice_message=_("Kies iemand uit de lijst.")
    )
    due_on = DayField(_("Wanneer klaar?"), [Optional(), _in_reach])

    def offer(
        self, boards: Sequence[Board], initiatives: Sequence[Initiative], people: Sequence[PersonRow]
    ) -> None:
        """Offer the boards and the initiatives that it can be for, and who can be asked."""
        self.about.choices = [SelectChoice(f"b{board.id}", board.title) for board in boards]
        self.about.choices += [SelectChoice(f"i{each.id}", each.title) for each in initiatives]
        self.person.choices = [SelectChoice("", str(_("Nog niemand")))]
        self.person.choices += [SelectChoice(str(each.user_id), each.name) for each in people]

    def todo(self) -> ToDo:
        """Return what was filled in, of a form that is right."""
        due_on: date | None = self.due_on.data
        return ToDo(self.title.data or "", int(self.person.data) if self.person.data else None, due_on)


class ReplyForm(Form):
    """Whether one comes."""

    reply = HiddenField()
