"""What is asked when somebody leaves, and when something is handed on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.forms import DayField, Form, LineField, VersionedForm, at_most, filled
from workspace.leaving.queries.departures import Scope
from workspace.leaving.queries.takers import GROUP, TAKES_PART, TEAM, Places, Taker

NEAR = {GROUP: _("Werkgroep"), TEAM: _("Programmateam"), TAKES_PART: _("Doet mee aan dit initiatief")}
SOMEBODY = _("Kies iemand uit de lijst.")


class DepartureForm(VersionedForm):
    """What somebody leaves, and when; what was announced before is changed with the same words."""

    few_read: ClassVar[Mapping[str, str]] = {"note": "who steers reads it, to find somebody"}

    scope = SelectField(
        _("Wat verlaat u?"),
        filled(_("Kies wat u verlaat.")),
        invalid_choice_message=_("Kies wat u verlaat."),
    )
    last_day = DayField(_("Laatste dag"), filled(_("Vul de laatste dag in.")))
    note = LineField(_("Toelichting"), [Optional(), at_most(500)])

    def offer(self, scopes: Sequence[Scope], *, everything: bool) -> None:
        """Offer these organisations and programmes, and perhaps everything at once."""
        found = [SelectChoice("", str(_("Kies uit de lijst")))] if len(scopes) + everything > 1 else []
        found += [SelectChoice(scope.word, scope.name) for scope in scopes]
        if everything:
            found.append(SelectChoice("alles", str(_("Alles: ik stop helemaal"))))
        self.scope.choices = found

    def without_scope(self) -> None:
        """Ask no more than the day and the words: what is left was said before."""
        del self.scope


class AskForm(Form):
    """To whom something goes: a person (p12) or the inbox of an organisation (o5)."""

    few_read: ClassVar[Mapping[str, str]] = {"note": "who is asked reads it"}

    to = SelectField(_("Aan wie?"), invalid_choice_message=SOMEBODY)
    note = LineField(_("Bericht erbij"), [Optional(), at_most(500)])

    def offer(self, all_places: Iterable[Places]) -> None:
        """Offer everybody to whom one of these can go, each once: people first, then inboxes."""
        places = list(all_places)
        people = [taker for each in places for taker in each.people]
        inboxes = {number: name for each in places for number, name in each.organisations}
        self.to.choices = [
            SelectChoice("", str(_("Kies iemand"))),
            *_people(people, "p"),
            *(
                SelectChoice(f"o{number}", name, optgroup=str(_("Postvak van de organisatie")))
                for number, name in inboxes.items()
            ),
        ]

    def receiver(self) -> dict[str, Any] | None:
        """Return who was chosen, or None, with the words that say so at the field."""
        chosen = self.to.data or ""
        if not chosen:
            self.to.errors = [str(SOMEBODY)]
            return None
        return {"user_id" if chosen[0] == "p" else "organisation_id": int(chosen[1:])}


class DeclineForm(Form):
    """Why somebody says no."""

    reason = LineField(
        _("Waarom niet?"), [*filled(_("Schrijf in een paar woorden waarom niet.")), at_most(500)]
    )


class AssignForm(Form):
    """A colleague who is asked to take something out of the inbox."""

    person = SelectField(_("Wie?"), invalid_choice_message=SOMEBODY)

    def offer(self, people: Iterable[Taker]) -> None:
        """Offer these colleagues."""
        self.person.choices = [SelectChoice("", str(_("Kies iemand"))), *_people(people, "")]

    def person_id(self) -> int | None:
        """Return who was chosen, or None, with the words that say so at the field."""
        if not self.person.data:
            self.person.errors = [str(SOMEBODY)]
            return None
        return int(self.person.data)


def _people(people: Iterable[Taker], mark: str) -> list[SelectChoice]:
    once = {taker.user_id: taker for taker in reversed(list(people))}
    ordered = sorted(once.values(), key=lambda each: (str(NEAR.get(each.near, each.near)), each.name))
    return [
        SelectChoice(f"{mark}{each.user_id}", each.name, optgroup=str(NEAR.get(each.near, each.near)))
        for each in ordered
    ]
