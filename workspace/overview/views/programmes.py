"""All programmes, and one with its themes, partners, phases and means."""

from collections import Counter

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from workspace.access import STRANGER, VISITOR, Actor
from workspace.borging.models import Level
from workspace.following.forms import follow_button
from workspace.following.models import FollowedKind
from workspace.following.queries.choices import follows
from workspace.histories.queries.lists import list_histories, list_starting_points
from workspace.initiatives.models import Stage
from workspace.kept import fragments
from workspace.labels import named
from workspace.learning.queries.lists import count_moments
from workspace.learning.queries.places import LearnedHere
from workspace.moderation.policy import may_see_queue
from workspace.organisations.queries import governments_represented
from workspace.overview.queries import programmes as queries
from workspace.overview.queries.latest import list_latest
from workspace.overview.queries.mine import list_my_provinces
from workspace.overview.queries.programmes import BoardSummary, PhaseRow, ProgrammeRow
from workspace.overview.views.blueprint import bp
from workspace.programmes.forms import in_euros, in_jobs
from workspace.programmes.policy import may_start_programme
from workspace.times import today
from workspace.web import current_actor, locale, public
from workspace.what_falls.policy import may_ask_what_falls


@bp.get("/programmas")
@public("Public programmes are for everybody; visible_programmes holds back the others.")
def programmes() -> ResponseReturnValue:
    governments = governments_represented(current_actor) if current_actor.represents else []
    return render_template(
        "overview/programmes.html",
        programmes=queries.list_programmes(current_actor),
        today=today(),
        provinces=list_my_provinces(current_actor) if current_actor.province_in else [],
        may_start=may_start_programme(current_actor, frozenset(one.id for one in governments)),
    )


@bp.get("/programmas/<slug>")
@public("Public programmes are for everybody; visible_programmes holds back the others.")
def programme(slug: str) -> ResponseReturnValue:
    found = queries.get_programme_row(slug, seen_by=current_actor)
    insider = found.id in current_actor.insider_in
    pulse = queries.programme_pulse(found.id)
    key = ("programme", found.id, insider, *pulse, found.version, locale(), today())
    return render_template(
        "overview/programme.html",
        programme=found,
        body=fragments().get(key, lambda: _body(found, insider=insider)),
        insider=insider,
        follow=follow_button(
            f"/programmas/{found.slug}",
            follows=follows(current_actor, FollowedKind.PROGRAMME, found.id),
        ),
        may_manage=found.id in current_actor.team_of,
        may_moderate=may_see_queue(current_actor, found.id),
        may_ask_what_falls=may_ask_what_falls(current_actor, found.id),
    )


def _body(programme: ProgrammeRow, *, insider: bool) -> Markup:
    # Kept for everybody who sees as much: so it never holds what one person writes, such as a draft.
    reader = Actor(id=STRANGER, partner_in=frozenset({programme.id})) if insider else VISITOR
    boards = queries.list_boards(programme.id, seen_by=current_actor)
    phases = queries.list_phases(programme.id)
    partners, advisers = queries.list_partners(programme.id)
    html = render_template(
        "overview/_programme.html",
        programme=programme,
        boards=[(board, _parts(board)) for board in boards],
        levels=_level_totals(boards),
        partners=partners,
        advisers=advisers,
        phases=phases,
        phase_now=_phase_now(phases),
        means=[
            (row.year, in_euros(row.money_cents), in_jobs(row.fte_hundredths))
            for row in queries.list_means(programme.id)
        ],
        latest=list_latest(programme.id),
        insider=insider,
        learned=LearnedHere(
            count_moments(programme.id, reader),
            f"/programmas/{programme.slug}/leermomenten",
            f"/programmas/{programme.slug}/leermoment",
        ),
        histories=list_histories(programme.id, seen_by=reader),
        starting_points=list_starting_points(programme.id, seen_by=reader),
    )
    return Markup(html)  # noqa: S704 - rendered by a template


def _phase_now(phases: list[PhaseRow]) -> int:
    """Return the index of today's phase; how many there are when all are over; -1 before and in between."""
    if phases and phases[-1].ends_on < today():
        return len(phases)
    return next((i for i, phase in enumerate(phases) if phase.starts_on <= today() <= phase.ends_on), -1)


def _parts(board: BoardSummary) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """Return the bars of a theme: code, what it is called and how many, for stages and for levels."""
    stages = [(value, name, board.stages.get(Stage(value), 0)) for value, name in named(Stage)]
    levels = [(value, name, board.levels.get(Level(value), 0)) for value, name in named(Level)]
    return stages, levels


def _level_totals(boards: list[BoardSummary]) -> list[tuple[str, str, int]]:
    totals = Counter[Level]()
    for board in boards:
        totals.update(board.levels)
    return [(value, name, totals[Level(value)]) for value, name in named(Level)]
