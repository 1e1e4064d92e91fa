"""The answer in words: who goes, what falls, and why, one sentence each."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import ngettext as number_text

from workspace.borging.models import AspectState
from workspace.labels import label
from workspace.times import show_day
from workspace.web import locale
from workspace.what_falls.models.answer import Answer
from workspace.what_falls.models.facts import Facts, Question
from workspace.what_falls.models.network import ORGANISATION, Node
from workspace.what_falls.models.rules import Cause, Fallen, Outcome, Reason
from workspace.what_falls.queries.answers import Deed, Left

SHOWN_AT_MOST = 6  # names in one sentence


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def ngettext(one: str, several: str, number: int) -> str:
    """Return a text that depends on a number."""
    return str(number_text(one, several, number))


def joined(names: Iterable[str]) -> str:
    """Return names as one says them: A, B en C; of many the first, and how many more."""
    told = list(names)
    if len(told) > SHOWN_AT_MOST:
        more = len(told) - SHOWN_AT_MOST
        told = [*told[:SHOWN_AT_MOST], ngettext("%(num)s ander", "%(num)s anderen", more)]
    return all_of(told)


def all_of(told: list[str]) -> str:
    """Return all names, however many: A, B en C."""
    if len(told) < 2:
        return "".join(told)
    return _("%(first)s en %(last)s", first=", ".join(told[:-1]), last=told[-1])


def what_goes(question: Question, facts: Facts) -> list[str]:
    """Return what the question takes away, by name."""
    return [
        *sorted(facts.people[id] for id in question.people),
        *([_("het programmateam")] if question.team else []),
        *sorted(facts.organisations[id] for id in question.organisations),
        *sorted(_("het geld van %(stream)s", stream=facts.stream_names[id]) for id in question.streams),
    ]


def heading(question: Question, facts: Facts) -> str:
    """Return the question in one line."""
    things = what_goes(question, facts)
    if question.is_empty:
        return _("Wat valt er als niets wegvalt?")
    if question.by is None:
        return _("Wat valt er zonder %(things)s?", things=joined(things))
    day = show_day(question.by, locale())
    if not things:
        return _("Wat valt er na %(day)s?", day=day)
    return _("Wat valt er na %(day)s, zonder %(things)s?", day=day, things=joined(things))


def sentences(answer: Answer) -> list[str]:
    """Return the answer in a few sentences, the most important first."""
    lower, total = len(answer.lower), len(answer.outcomes)
    told = [_lower(answer, lower, total)]
    if stale := len(answer.only_stale):
        told.append(
            ngettext(
                "Bij %(num)s daarvan komt dat alleen doordat afspraken verlopen: opnieuw bevestigen helpt.",
                "Bij %(num)s daarvan komt dat alleen doordat afspraken verlopen: opnieuw bevestigen helpt.",
                stale,
            )
        )
    if back := answer.back_to_start:
        told.append(
            ngettext(
                "%(num)s valt terug naar ‘Nog niet begonnen’.",
                "%(num)s vallen terug naar ‘Nog niet begonnen’.",
                back,
            )
        )
    if unpulled := len(answer.unpulled):
        told.append(
            ngettext(
                "%(num)s initiatief heeft niemand meer die het trekt.",
                "%(num)s initiatieven hebben niemand meer die ze trekt.",
                unpulled,
            )
        )
    if leadless := len(answer.leadless):
        told.append(
            ngettext(
                "%(num)s themabord heeft geen kartrekker meer.",
                "%(num)s themaborden hebben geen kartrekker meer.",
                leadless,
            )
        )
    if apart := answer.network.apart:
        told.append(
            ngettext(
                "%(num)s organisatie raakt los van de andere.",
                "%(num)s organisaties raken los van de andere.",
                apart,
            )
        )
    if better := len(answer.better):
        told.append(
            ngettext(
                "%(num)s initiatief gaat juist vooruit: een afgesproken overdracht gaat dan in.",
                "%(num)s initiatieven gaan juist vooruit: een afgesproken overdracht gaat dan in.",
                better,
            )
        )
    return told


def _lower(answer: Answer, lower: int, total: int) -> str:
    things = joined(what_goes(answer.question, answer.facts))
    if answer.question.is_empty:
        return _("Er valt niets weg, dus er verandert niets.")
    if answer.question.by is None:
        start = _("Zonder %(things)s", things=things)
    else:
        day = show_day(answer.question.by, locale())
        start = _("Na %(day)s, zonder %(things)s,", day=day, things=things) if things else ""
        start = start or _("Na %(day)s", day=day)
    if not lower:
        return _("%(start)s zakt geen enkel initiatief.", start=start)
    if lower == 1:
        return _("%(start)s zakt 1 van de %(total)s initiatieven.", start=start, total=total)
    return _(
        "%(start)s zakken %(lower)s van de %(total)s initiatieven.", start=start, lower=lower, total=total
    )


def why(reason: Reason, facts: Facts) -> str:
    """Return one sentence that says why an aspect falls."""
    day = show_day(reason.day, locale()) if reason.day else ""
    organisations = joined(facts.organisations.get(id, "") for id in reason.about)
    match reason.cause:
        case Cause.ORGANISATION:
            return _("%(who)s staat hiervoor en valt weg.", who=organisations)
        case Cause.PILOT:
            return _("De proeftuin loopt tot en met %(day)s en geen organisatie neemt hem over.", day=day)
        case Cause.STALE:
            return _("De afspraak geldt tot en met %(day)s en is dan niet opnieuw bevestigd.", day=day)
        case Cause.PERSON:
            who = joined(facts.people.get(id, "") for id in reason.about)
            return _("%(who)s staat hiervoor en valt weg.", who=who)
        case Cause.NO_PARTNERS:
            return _("Alle partners van dit initiatief vallen weg: %(who)s.", who=organisations)
        case Cause.FEWER_PARTNERS:
            return _("Een deel van de partners valt weg: %(who)s.", who=organisations)
        case Cause.NO_MONEY | Cause.LESS_MONEY:
            return _money(reason, facts)


def _money(reason: Reason, facts: Facts) -> str:
    streams = joined(facts.stream_names.get(id, "") for id in reason.about)
    if reason.cause == Cause.NO_MONEY:
        if not streams:
            return _("Al het toegezegde geld is dan op.")
        return _("Al het toegezegde geld komt van %(streams)s en dat stopt.", streams=streams)
    if not streams:
        return _("Een deel van het toegezegde geld is dan op. Wat blijft, dekt de kosten niet zeker.")
    return _("Het geld van %(streams)s stopt. Wat blijft, dekt de kosten niet zeker.", streams=streams)


def step(before: AspectState, after: AspectState) -> str:
    """Return from which state to which."""
    return _("van ‘%(before)s’ naar ‘%(after)s’", before=label(before), after=label(after))


def puller(one: Outcome, facts: Facts) -> str:
    """Return the sentence about an initiative that nobody pulls any more, or nothing."""
    if not one.loses_puller or one.initiative.coordinator_id is None:
        return ""
    who = facts.people.get(one.initiative.coordinator_id, "")
    return _("%(who)s trekt dit initiatief. Daarna trekt niemand het meer.", who=who)


def deed(row: Deed | Left, facts: Facts) -> str:
    """Return the warning that somebody did most of the work, or what they leave lying."""
    if isinstance(row, Left):
        return _left(row, facts)
    return _(
        "%(who)s deed %(done)s van de %(total)s dingen die hier de laatste 90 dagen gebeurden.",
        who=facts.people.get(row.person_id, ""),
        done=row.done,
        total=row.total,
    )


def _left(row: Left, facts: Facts) -> str:
    tasks = ngettext("%(num)d taak", "%(num)d taken", row.tasks) if row.tasks else ""
    asked = ngettext("%(num)d vraag", "%(num)d vragen", row.questions) if row.questions else ""
    things = joined(text for text in (tasks, asked) if text)
    return _("Van %(who)s blijft liggen: %(things)s.", who=facts.people.get(row.person_id, ""), things=things)


def reasons(fall: Fallen, facts: Facts) -> list[str]:
    """Return why an aspect falls, one sentence for each reason."""
    return [why(reason, facts) for reason in fall.reasons]


def node(one: Node, facts: Facts) -> str:
    """Return what a node of the network is called."""
    names = facts.organisations if one.kind == ORGANISATION else facts.people
    return names.get(one.id, "")
