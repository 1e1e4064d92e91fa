"""What the chart and the table of a dashboard show: the same figures, made once."""

from typing import NamedTuple

from flask_babel import gettext as _

from workspace.borging.models import Level
from workspace.dashboards.models import Standing
from workspace.dashboards.queries.pictures import Dashboard
from workspace.dashboards.views.words import percent, show, whole
from workspace.labels import label
from workspace.programmes.forms import in_euros, in_jobs
from workspace.spreadsheets import Cell

LEVELS = (Level.ANCHORED, Level.AGREED, Level.BUILDING, Level.NOT_STARTED)  # from below


class Bar(NamedTuple):
    """One quarter: how many initiatives at each level, and what is gone of the means in percents."""

    label: str
    year: int
    is_forecast: bool
    parts: list[tuple[str, int]]
    total: int
    money_gone: int | None
    fte_gone: int | None


class Band(NamedTuple):
    """One year: at which bar it begins, how many it has, and its means; money as part of the largest year."""

    year: int
    first: int
    bars: int
    money: str
    money_part: float
    fte: str


class Chart(NamedTuple):
    """Everything that is drawn."""

    bars: list[Bar]
    bands: list[Band]
    legend: list[tuple[str, str]]
    today: int | None  # the first bar that is a forecast
    has_money: bool
    has_fte: bool


class Row(NamedTuple):
    """One line of the table beside the chart."""

    day: str
    is_forecast: bool
    money_gone: str
    fte_gone: str
    agreed: str
    counts: list[str]
    warns: bool


def chart_of(dashboard: Dashboard) -> Chart:
    """Return the chart of a dashboard."""
    bars = [_bar(one) for one in dashboard.quarters]
    most_money = max((year.money_cents for year in dashboard.means), default=0)
    planned = {one.quarter.year: one.means for one in dashboard.quarters if one.means}
    bands = []
    for year in sorted({bar.year for bar in bars}):
        places = [index for index, bar in enumerate(bars) if bar.year == year]
        means = planned.get(year)
        bands.append(
            Band(
                year,
                places[0],
                len(places),
                in_euros(means.money_cents) if means else "",
                means.money_cents / most_money if means and most_money else 0,
                in_jobs(means.fte_hundredths) if means else "",
            )
        )
    return Chart(
        bars,
        bands,
        [(level.value, label(level)) for level in LEVELS],
        next((index for index, bar in enumerate(bars) if bar.is_forecast), None),
        any(bar.money_gone is not None for bar in bars),
        any(bar.fte_gone is not None for bar in bars),
    )


def _bar(one: Standing) -> Bar:
    return Bar(
        show(one.on),
        one.quarter.year,
        one.is_forecast,
        [(level.value, one.counts[level]) for level in LEVELS] if one.counts else [],
        one.total,
        None if one.money_gone is None else whole(one.money_gone),
        None if one.fte_gone is None else whole(one.fte_gone),
    )


def rows_of(dashboard: Dashboard) -> list[Row]:
    """Return the table beside the chart."""
    return [
        Row(
            show(one.on),
            one.is_forecast,
            percent(one.money_gone),
            percent(one.fte_gone),
            percent(one.agreed),
            [str(one.counts[level]) if one.counts else "–" for level in LEVELS],
            one.warns,
        )
        for one in dashboard.quarters
    ]


def sheet_of(dashboard: Dashboard) -> tuple[list[str], list[list[Cell]]]:
    """Return head and rows of the figures as a file."""
    head = [
        _("Eind van het kwartaal"), _("Stand of verwachting"), _("Geld van dat jaar in euro"),
        _("Voltijdbanen van dat jaar"), _("Geld weg in %"), _("Voltijdbanen weg in %"),
        *(label(level) for level in LEVELS), _("Initiatieven"), _("Minstens afgesproken in %"),
        _("Bewust afgesloten tot dan"), _("Waarschuwing"),
    ]  # fmt: skip
    return head, [_cells(one) for one in dashboard.quarters]


def _cells(one: Standing) -> list[Cell]:
    return [
        one.on,
        _("verwachting") if one.is_forecast else _("stand"),
        one.means.money_cents / 100 if one.means else None,
        one.means.fte_hundredths / 100 if one.means else None,
        *(None if share is None else whole(share) for share in (one.money_gone, one.fte_gone)),
        *(one.counts[level] if one.counts else None for level in LEVELS),
        one.total if one.counts else None,
        None if one.agreed is None else whole(one.agreed),
        one.ended,
        _("ja") if one.warns else _("nee"),
    ]
