"""The dashboard of a programme manager: of a programme, or of one of its boards."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative, day_asked_for
from workspace.audit.actions import note_reading
from workspace.borging.models import Level
from workspace.dashboards import policy
from workspace.dashboards.queries.pictures import Dashboard, ThemeRow, read_dashboard
from workspace.dashboards.queries.places import BoardRow, board_among, get_programme, list_boards
from workspace.dashboards.views import charts, words
from workspace.dashboards.views.blueprint import bp
from workspace.labels import label
from workspace.spreadsheets import as_attachment, csv_text
from workspace.times import today
from workspace.web import actor_here
from workspace.what_falls.policy import may_ask_what_falls

ENDED_SHOWN = 5


@bp.get("/programmas/<slug>/borging")
def programme(slug: str) -> ResponseReturnValue:
    return _page(_asked(slug))


@bp.get("/programmas/<slug>/<board_slug>/borging")
def board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _page(_asked(slug, board_slug))


@bp.get("/programmas/<slug>/borging/kwartalen.csv")
def programme_csv(slug: str) -> ResponseReturnValue:
    return _file(_asked(slug))


@bp.get("/programmas/<slug>/<board_slug>/borging/kwartalen.csv")
def board_csv(slug: str, board_slug: str) -> ResponseReturnValue:
    return _file(_asked(slug, board_slug))


def _asked(slug: str, board_slug: str | None = None) -> Dashboard:
    """Return the dashboard at this address as it stood on the day that was asked for."""
    actor = actor_here()
    found = get_programme(slug, seen_by=actor)
    require(policy.may_see_dashboard(actor, found.id))
    boards = list_boards(found, seen_by=actor)
    one = board_among(boards, board_slug) if board_slug is not None else None
    return read_dashboard(found, one, boards, seen_by=actor, on=day_asked_for(request.args.get("op")))


def _file(dashboard: Dashboard) -> ResponseReturnValue:
    slug = dashboard.board.slug if dashboard.board else dashboard.programme.slug
    if request.method == "GET":
        note_reading("table_exported", by=actor_here(), programme_id=dashboard.programme.id, kind="borging")
    return csv_text(*charts.sheet_of(dashboard)), as_attachment(f"borging-{slug}")


def _page(dashboard: Dashboard) -> str:
    found, on = dashboard.programme, dashboard.on
    titles = {theme.board.id: theme.board.title for theme in dashboard.themes}
    return render_template(
        "dashboards/programme.html",
        dashboard=dashboard,
        programme=found,
        board=dashboard.board,
        address=_address(dashboard),
        may_ask_what_falls=may_ask_what_falls(actor_here(), found.id),
        headline=words.headline(dashboard),
        warning=words.warning(dashboard),
        figures=_figures(dashboard),
        chart=charts.chart_of(dashboard),
        rows=charts.rows_of(dashboard),
        risks=[
            (
                address_of_initiative(risk.situation.id, risk.situation.title),
                risk.situation,
                titles.get(risk.situation.board_id, ""),
                words.reasons_of(risk, found.ends_on, on),
                words.step_for(risk),
            )
            for risk in dashboard.risks
        ],
        asked=[
            (
                words.title_of(group.kind),
                group,
                [(words.address_of(line), line.title, words.said_of(line, on)) for line in group.lines],
            )
            for group in dashboard.asked
        ],
        drops=words.drops(dashboard),
        themes=[_theme(theme) for theme in dashboard.themes],
        ended=[(address_of_initiative(row.id, row.title), row) for row in dashboard.ended[:ENDED_SHOWN]],
        ended_more=max(len(dashboard.ended) - ENDED_SHOWN, 0),
        today=today(),
    )


def _address(dashboard: Dashboard) -> str:
    """Return the address of this dashboard, of today."""
    start = f"/programmas/{dashboard.programme.slug}"
    return f"{start}/{dashboard.board.slug}/borging" if dashboard.board else f"{start}/borging"


def _figures(dashboard: Dashboard) -> list[tuple[str, str]]:
    """Return the key figures of the day: what each is called, and the figure."""
    now = dashboard.now
    anchored = now.counts[Level.ANCHORED] if now.counts else 0
    return [
        (_("initiatieven die doorgaan"), str(now.total)),
        (_("minstens afgesproken"), words.percent(now.agreed)),
        (_("geborgd"), str(anchored)),
        (_("van het geld is weg"), words.percent(now.money_gone)),
        (_("van de voltijdbanen is weg"), words.percent(now.fte_gone)),
    ]


def _theme(theme: ThemeRow) -> tuple[BoardRow, list[tuple[str, str, int]], str, str]:
    """Return a theme, its bar, and the share that is at least agreed on the day and at the end."""
    bar = [(level.value, label(level), theme.now[level]) for level in charts.LEVELS]
    return theme.board, bar, words.percent(theme.agreed), words.percent(theme.agreed_at_end)
