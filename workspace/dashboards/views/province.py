"""How borging stands in a province: over all programmes that share with it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.access import require
from workspace.addresses import day_asked_for
from workspace.areas.models import Area
from workspace.audit.actions import note_reading
from workspace.borging.models import Level
from workspace.dashboards import policy
from workspace.dashboards.models.matrix import Matrix, matrix_of
from workspace.dashboards.queries.province import (
    SharingProgramme,
    Tally,
    ThemeTally,
    get_province,
    list_sharing,
    list_themes,
    together,
)
from workspace.dashboards.views import charts, words
from workspace.dashboards.views.blueprint import bp
from workspace.labels import label
from workspace.spreadsheets import as_attachment, csv_text
from workspace.text import slugify
from workspace.times import today
from workspace.web import actor_here


class Asked(NamedTuple):
    """A province on a day, its programmes, and their themes."""

    area: Area
    on: date
    programmes: list[SharingProgramme]
    themes: list[ThemeTally]


@bp.get("/gebieden/<int:area_id>/borging")
def province(area_id: int) -> ResponseReturnValue:
    asked = _asked(area_id)
    whole = together([theme.tally for theme in asked.themes])
    return render_template(
        "dashboards/province.html",
        area=asked.area,
        on=asked.on,
        today=today(),
        is_earlier=asked.on < today(),
        year=asked.on.year,
        codes=[level.value for level in charts.LEVELS],
        figures=_figures(asked, whole),
        bar=_bar(whole),
        programmes=[
            (programme, place_of(asked.area, programme), *_of(asked.themes, programme))
            for programme in asked.programmes
        ],
        matrix=_matrix(asked),
    )


@bp.get("/gebieden/<int:area_id>/borging/themas.csv")
def province_csv(area_id: int) -> ResponseReturnValue:
    asked = _asked(area_id)
    head = [
        _("Gemeente"),
        _("Programma"),
        _("Thema"),
        *(label(level) for level in charts.LEVELS),
        _("Initiatieven"),
        _("Minstens afgesproken in %"),
        _("Verwacht eind %(year)s in %%", year=asked.on.year),
    ]
    rows = [
        [
            place_of(asked.area, theme.programme),
            theme.programme.name,
            theme.title,
            *(theme.tally.now[level] for level in charts.LEVELS),
            theme.tally.total,
            _number(theme.tally.agreed),
            None if asked.on < today() else _number(theme.tally.agreed_at_year_end),
        ]
        for theme in asked.themes
    ]
    if request.method == "GET":
        note_reading("table_exported", by=actor_here(), subject_id=asked.area.id, kind="province")
    return csv_text(head, rows), as_attachment(f"borging-{slugify(asked.area.name)}")


def _asked(area_id: int) -> Asked:
    actor, on = actor_here(), day_asked_for(request.args.get("op"))
    area, organisations = get_province(area_id, seen_by=actor)
    require(policy.may_see_province(actor, organisations))
    programmes = list_sharing(area, seen_by=actor)
    return Asked(area, on, programmes, list_themes(programmes, seen_by=actor, on=on))


def place_of(area: Area, programme: SharingProgramme) -> str:
    """Return the municipality of a programme; of one over the whole province, that it is of the province."""
    return _("Provincie") if programme.area_id == area.id else programme.area


def _figures(asked: Asked, whole: Tally) -> list[tuple[str, str]]:
    places = {programme.area_id for programme in asked.programmes} - {asked.area.id}
    figures = [
        (ngettext("programma", "programma's", len(asked.programmes)), str(len(asked.programmes))),
        (ngettext("gemeente", "gemeenten", len(places)), str(len(places))),
        (_("initiatieven die doorgaan"), str(whole.total)),
        (_("minstens afgesproken"), words.percent(whole.agreed)),
    ]
    if asked.on < today():
        return figures
    return [
        *figures,
        (_("verwacht eind %(year)s", year=asked.on.year), words.percent(whole.agreed_at_year_end)),
    ]


def _bar(tally: Tally) -> list[tuple[str, str, int]]:
    return [(level.value, label(level), tally.now[level]) for level in charts.LEVELS]


def _of(
    themes: Sequence[ThemeTally], programme: SharingProgramme
) -> tuple[list[tuple[str, str, int]], str, str]:
    """Return the bar of one programme, and which share is at least agreed now and at the end of the year."""
    tally = together([theme.tally for theme in themes if theme.programme.id == programme.id])
    return _bar(tally), words.percent(tally.agreed), words.percent(tally.agreed_at_year_end)


def _matrix(asked: Asked) -> Matrix[tuple[int, int]]:
    """Return municipalities against themes: how many are at least agreed, of how many."""
    found = matrix_of(
        (place_of(asked.area, theme.programme), theme.title, theme.tally) for theme in asked.themes
    )
    rows = [(place, [_agreed_of(tallies) for tallies in cells]) for place, cells in found.rows]
    return Matrix(found.columns, found.has_others, rows)


def _agreed_of(tallies: Sequence[Tally]) -> list[tuple[int, int]]:
    if not tallies:
        return []
    tally = together(tallies)
    return [(tally.now[Level.AGREED] + tally.now[Level.ANCHORED], tally.total)]


def _number(share: Fraction | None) -> int | None:
    return None if share is None else words.whole(share)
