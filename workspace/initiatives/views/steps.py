"""What whoever carries an initiative can do next: done, and not done yet."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from workspace.borging.models import Level
from workspace.borging.queries.picture import Picture
from workspace.initiatives.models import Initiative, Kind
from workspace.initiatives.models.starting import BEFORE_THE_START
from workspace.initiatives.queries.page import Surroundings


class Step(NamedTuple):
    """One step, and where it is done."""

    text: str
    is_done: bool
    address: str


def steps_of(
    initiative: Initiative, around: Surroundings, picture: Picture, *, has_news: bool
) -> tuple[Step, ...]:
    """Return the steps that make an initiative clear to everybody (N9), and get it further."""
    edit = url_for("initiatives.edit", initiative_id=initiative.id)
    frameworks = url_for("initiatives.frameworks", initiative_id=initiative.id)
    steps = (
        Step(_("Zeg voor wie het is"), bool(initiative.for_whom), f"{edit}#kern"),
        Step(_("Zeg waar het is"), bool(initiative.place or around.areas), f"{edit}#waar"),
        Step(_("Schrijf op wat u wilt bereiken"), bool(around.goals), f"{edit}#doelen"),
        Step(_("Zeg wat u van mensen vraagt"), bool(initiative.asked), f"{edit}#afspraken"),
        Step(_("Zeg wat mensen mogen verwachten"), bool(initiative.promised), f"{edit}#afspraken"),
        Step(_("Kies hoe inwoners meedoen"), initiative.participation is not None, f"{edit}#afspraken"),
        Step(_("Leg de kaders vast"), bool(initiative.frameworks), frameworks),
        _partners(initiative, len(around.partners), f"{edit}#partners"),
        Step(_("Vraag mensen om steun"), initiative.supporters > 0, "#steun"),
        *_start_check(initiative, around),
        Step(_("Begin over borging: wie gaat hiermee door?"), picture.level != Level.NOT_STARTED, "#borging"),
        Step(
            _("Vertel hoe het gaat"),
            has_news,
            url_for("initiatives.tell_news", initiative_id=initiative.id),
        ),
    )
    return steps


def _start_check(initiative: Initiative, around: Surroundings) -> Iterator[Step]:
    """Only before it begins: afterwards nobody has to look back."""
    if initiative.stage in BEFORE_THE_START:
        address = url_for("initiatives.start_check", initiative_id=initiative.id)
        yield Step(_("Maak samen de startcheck af"), around.is_all_clear, address)


def _partners(initiative: Initiative, found: int, address: str) -> Step:
    """A pilot has several partners, from several sectors (N6)."""
    if initiative.kind == Kind.PILOT:
        return Step(_("Zoek minstens twee organisaties, uit verschillende sectoren"), found > 1, address)
    return Step(_("Zoek organisaties die meedoen"), found > 0, address)
