"""The answer as rows that templates show."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask_babel import gettext as _

from workspace.access import Actor
from workspace.addresses import address_of_initiative
from workspace.borging.models import Level
from workspace.borging.policy import is_offerable, may_offer_handover
from workspace.labels import label, named
from workspace.programmes.models import Programme
from workspace.times import show_day
from workspace.web import locale
from workspace.what_falls.forms import fields_of
from workspace.what_falls.models import Analysis
from workspace.what_falls.models.answer import Answer
from workspace.what_falls.models.facts import Facts, Question
from workspace.what_falls.models.rules import Outcome
from workspace.what_falls.queries import Deeds
from workspace.what_falls.views import words

PAGE = 50  # initiatives on one page
OFFERED = 40  # questions in a group; the form has them all


class Line(NamedTuple):
    """One initiative: where it comes down, and why."""

    title: str
    address: str
    board: str
    before: Level
    after: Level
    is_lower: bool
    is_better: bool
    aspects: list[tuple[str, str, str]]  # aspects, from which state to which, why
    puller: str
    deeds: list[str]
    offer: str  # where to hand it over, for who may


class BoardLine(NamedTuple):
    """One theme: who leads it then, and how many initiatives are at which level."""

    title: str
    slug: str
    leads: str
    leads_after: str
    loses_lead: bool
    lower: int
    levels: list[tuple[str, int, int]]  # level, today, then


class Ask(NamedTuple):
    """A question that people really have, with its address."""

    text: str
    address: str


def to_show(answer: Answer, deeds: Deeds) -> list[Outcome]:
    """Return what a reader should see: all that is touched, or where somebody did or leaves much."""
    return [one for one in answer.outcomes if one.is_touched or one.drop < 0 or one.initiative.id in deeds]


def line(one: Outcome, answer: Answer, deeds: Deeds, *, seen_by: Actor) -> Line:
    """Return one initiative as the page shows it."""
    what, facts = one.initiative, answer.facts
    boards = {board.id: board.title for board in facts.boards}
    may_offer = is_offerable(what) and may_offer_handover(seen_by, what)
    return Line(
        title=what.title,
        address=address_of_initiative(what.id, what.title),
        board=boards.get(what.board_id, ""),
        before=one.before,
        after=one.after,
        is_lower=one.drop > 0,
        is_better=one.drop < 0,
        aspects=_aspects(one, facts),
        puller=words.puller(one, facts),
        deeds=[words.deed(row, facts) for row in deeds.get(what.id, ())],
        offer=f"/initiatieven/{what.id}/borging/overdracht" if may_offer else "",
    )


def _aspects(one: Outcome, facts: Facts) -> list[tuple[str, str, str]]:
    """Return which aspects fall, from which state to which, and why; those that fall alike together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for fall in one.fallen:
        how = (words.step(fall.before, fall.after), " ".join(words.reasons(fall, facts)))
        alike.setdefault(how, []).append(label(fall.code))
    return [(words.all_of(names), step, why) for (step, why), names in alike.items()]


def board_lines(answer: Answer) -> list[BoardLine]:
    """Return the themes as the page shows them."""
    names = answer.facts.people
    return [
        BoardLine(
            title=row.board.title,
            slug=row.board.slug,
            leads=words.joined(names.get(id, "") for id in row.leads),
            leads_after=words.joined(names.get(id, "") for id in row.leads_after),
            loses_lead=row.loses_lead,
            lower=row.lower,
            levels=[
                (name, row.before.get(Level(value), 0), row.after.get(Level(value), 0))
                for value, name in named(Level)
            ],
        )
        for row in answer.boards
    ]


def levels(answer: Answer) -> list[tuple[str, str, int, int]]:
    """Return each level: its code, what it is called, how many today and how many then."""
    return [
        (value, name, answer.levels_before.get(Level(value), 0), answer.levels.get(Level(value), 0))
        for value, name in named(Level)
    ]


def address_of(programme: Programme, question: Question, **more: str) -> str:
    """Return the address of a question: the address is the question."""
    fields = [*fields_of(question), *more.items()]
    base = f"/programmas/{programme.slug}/wat-valt-er"
    return f"{base}?{urlencode(fields)}" if fields else base


def asks(programme: Programme, facts: Facts, *, seen_by: Actor) -> list[Ask]:
    """Return the questions to begin with: first what the reader carries, then what everybody asks."""
    found: list[tuple[str, Question]] = []
    if seen_by.id is not None and seen_by.id in facts.carriers:
        found.append((_("Wat valt er als ik wegga?"), Question(people=_only(seen_by.id))))
    own = seen_by.organisation_in.get(programme.id)
    if own is not None and own in facts.organisations:
        name = facts.organisations[own]
        found.append((_("Wat valt er als %(name)s stopt?", name=name), Question(organisations=_only(own))))
    if facts.team:
        found.append((_("Wat valt er als het programmateam stopt?"), Question(team=True)))
    end = show_day(programme.ends_on, locale())
    found.append(
        (_("Wat valt er na %(day)s, het einde van het programma?", day=end), Question(by=programme.ends_on))
    )
    return [Ask(text, address_of(programme, question)) for text, question in found]


def ask_about(programme: Programme, facts: Facts) -> list[tuple[str, list[Ask]]]:
    """Return questions about one thing each, in groups: people of the programme, partners, streams."""
    roles = {role.person_id for role in (*facts.team, *facts.leads)}
    partners = {row.id for row in facts.partners}
    groups = [
        (_("Wat valt er zonder deze persoon?"), facts.people, roles, "persoon"),
        (_("Wat valt er zonder deze organisatie?"), facts.organisations, partners, "organisatie"),
        (_("Wat valt er zonder dit geld?"), facts.stream_names, set(facts.stream_names), "geldstroom"),
    ]
    base = address_of(programme, Question())
    return [
        (title, [Ask(name, f"{base}?{field}={id}") for id, name in names.items() if id in ids][:OFFERED])
        for title, names, ids, field in groups
        if ids
    ]


def _only(id: int) -> frozenset[int]:
    return frozenset({id})


class Choice(NamedTuple):
    """A kind of thing to pick: what is picked already, and what can be added."""

    field: str
    title: str
    picked: list[tuple[str, str]]
    others: list[tuple[str, str]]


def choices(question: Question, facts: Facts) -> list[Choice]:
    """Return what can be picked: everybody who carries something, organisations, streams."""
    people = {id: name for id, name in facts.people.items() if id in facts.carriers}
    kinds = [
        ("persoon", _("Een persoon"), people, question.people),
        ("organisatie", _("Een organisatie"), facts.organisations, question.organisations),
        ("geldstroom", _("Een geldstroom"), facts.stream_names, question.streams),
    ]
    found = []
    for field, title, names, picked in kinds:
        rows = [(str(id), name) for id, name in names.items()]
        mine = [row for row in rows if int(row[0]) in picked]
        found.append(Choice(field, title, mine, [row for row in rows if int(row[0]) not in picked]))
    if facts.team:
        team, everybody = [("ja", _("Het hele programmateam"))], _("Het programmateam")
        found.append(Choice("team", everybody, team if question.team else [], [] if question.team else team))
    return [choice for choice in found if choice.picked or choice.others]


class NetworkLines(NamedTuple):
    """What the network of organisations loses, in words."""

    size: int
    apart: list[tuple[str, str]]  # organisation, what happens to it
    only_by_team: str
    links: str


def network(answer: Answer) -> NetworkLines:
    """Return the network as the page shows it."""
    names, found = answer.facts.organisations, answer.network
    apart = [(names.get(id, ""), _("raakt elke verbinding kwijt")) for id in found.lonely]
    for island in found.islands:
        for id in island:
            others = words.joined(names.get(other, "") for other in island if other != id)
            apart.append((names.get(id, ""), _("blijft alleen verbonden met %(others)s", others=others)))
    return NetworkLines(
        size=found.size,
        apart=sorted(apart),
        only_by_team=words.joined(sorted(names.get(id, "") for id in found.only_by_team)),
        links=words.joined(words.node(one, answer.facts) for one in found.links),
    )


def progress(saved: Analysis, answer: Answer) -> list[tuple[str, int, int]]:
    """Return for each count what it is about, what was found when the question was kept, and today."""
    told = {
        "initiatives": _("Initiatieven"),
        "lower": _("Zakken een niveau of meer"),
        "back_to_start": _("Vallen terug naar ‘Nog niet begonnen’"),
        "unpulled": _("Niemand trekt het meer"),
        "leadless": _("Themaborden zonder kartrekker"),
        "apart": _("Organisaties die los raken"),
    }
    now = answer.counts
    return [(text, int(saved.found.get(name, 0)), now[name]) for name, text in told.items()]
