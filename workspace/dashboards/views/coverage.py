"""Coverage: for whom there is something on each theme and for each statutory task, and for whom not yet."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.addresses import address_of_initiative
from workspace.audit.actions import note_reading
from workspace.dashboards.models.coverage import GROUPS, Cell, Coverage, Theme, cover
from workspace.dashboards.queries.coverage import list_served, themes_of
from workspace.dashboards.queries.places import ProgrammeRow, get_programme, list_boards
from workspace.dashboards.views.blueprint import bp
from workspace.labels import label
from workspace.spreadsheets import Cell as SheetCell
from workspace.spreadsheets import as_attachment, csv_text
from workspace.web import actor_here, public

TITLES = 10  # of the initiatives of one task in one cell


@bp.get("/programmas/<slug>/dekking")
@public("Counts what is public; visible_initiatives holds back the others.")
def coverage(slug: str) -> ResponseReturnValue:
    programme, found = _read(slug)
    gaps = [
        _("%(group)s bij %(theme)s", group=label(group), theme=theme.title) for theme, group in found.gaps
    ]
    return render_template(
        "dashboards/coverage.html",
        programme=programme,
        groups=[label(group) for group in GROUPS],
        rows=[(theme, [_cell(programme, theme, cell) for cell in cells]) for theme, cells in found.rows],
        gaps=gaps,
        apart=found.apart,
        idle_tasks=found.idle_tasks,
        vague=[
            (address_of_initiative(one.id, one.title), one.title)
            for one in found.nobody_in_particular[:TITLES]
        ],
        vague_more=max(len(found.nobody_in_particular) - TITLES, 0),
        insider=programme.id in actor_here().insider_in,
    )


@bp.get("/programmas/<slug>/dekking/dekking.csv")
@public("Counts what is public; visible_initiatives holds back the others.")
def coverage_csv(slug: str) -> ResponseReturnValue:
    programme, found = _read(slug)
    if request.method == "GET" and programme.id in actor_here().insider_in:  # others see what is public
        note_reading("table_exported", by=actor_here(), programme_id=programme.id, kind="coverage")
    head = [_("Thema"), _("Doelgroep"), _("Wettelijke taak"), _("Initiatieven"), _("Welke")]
    return csv_text(head, _lines(found)), as_attachment(f"dekking-{programme.slug}")


def _read(slug: str) -> tuple[ProgrammeRow, Coverage]:
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    themes = themes_of(list_boards(programme, seen_by=actor))
    known = {theme.id for theme in themes}
    # Somebody's own initiative may stand on a board that they no longer see.
    served = [one for one in list_served(programme, seen_by=actor) if one.theme_id in known]
    return programme, cover(themes, served)


def _cell(
    programme: ProgrammeRow, theme: Theme, cell: Cell
) -> tuple[str, Cell, str, list[tuple[str, int, list[tuple[str, str]], int]]]:
    """Return name of the group, the cell, the board filtered for it, and its tasks with some titles."""
    address = f"/programmas/{programme.slug}/{theme.slug}?doelgroep={cell.group.value}"
    tasks = [
        (
            task or _("Geen taak genoemd"),
            len(served),
            [(address_of_initiative(one.id, one.title), one.title) for one in served[:TITLES]],
            max(len(served) - TITLES, 0),
        )
        for task, served in cell.by_task.items()
    ]
    return label(cell.group), cell, address, tasks


def _lines(found: Coverage) -> list[list[SheetCell]]:
    return [
        [theme.title, label(cell.group), task, len(served), ", ".join(one.title for one in served)]
        for theme, cells in found.rows
        for cell in cells
        for task, served in (cell.by_task or {"": ()}).items()
    ]
