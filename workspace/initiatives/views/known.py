"""What an initiative itself already says about each question of the start check: help, never an answer."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.access import Actor
from workspace.borging.models import AspectState
from workspace.borging.queries import picture_of
from workspace.initiatives.models import Initiative, StartQuestion
from workspace.initiatives.queries.page import Surroundings, read_surroundings
from workspace.labels import label
from workspace.times import today

SHORT = 200  # characters of a text that stands on the page of the initiative in full
A_FEW = 5  # goals, partners or aspects beside one question


def known_of(initiative: Initiative, *, seen_by: Actor) -> dict[StartQuestion, list[str]]:
    """Return lines beside each question about an initiative that was loaded through this person's eyes."""
    around = read_surroundings(initiative, seen_by=seen_by)
    return {
        StartQuestion.SUPPORT: list(_support(initiative, around)),
        StartQuestion.GOALS: [goal.text for goal in around.goals[:A_FEW]],
        StartQuestion.FRAMEWORKS: list(_frameworks(initiative)),
        StartQuestion.ROLES: list(_roles(initiative, around)),
        StartQuestion.EXPECTATIONS: list(_expectations(initiative)),
        StartQuestion.BORGING: list(_borging(initiative)),
    }


def _support(initiative: Initiative, around: Surroundings) -> Iterator[str]:
    if wants := initiative.supporters:
        yield ngettext("%(num)d persoon steunt dit.", "%(num)d mensen steunen dit.", wants)
    if joins := initiative.joined_count:
        yield ngettext("%(num)d persoon doet mee.", "%(num)d mensen doen mee.", joins)
    if partners := len(around.partners):
        yield ngettext("%(num)d organisatie doet mee.", "%(num)d organisaties doen mee.", partners)


def _frameworks(initiative: Initiative) -> Iterator[str]:
    if initiative.frameworks:
        yield _("Ligt vast: %(text)s", text=_short(initiative.frameworks))
    if initiative.frameworks_free:
        yield _("Vrij: %(text)s", text=_short(initiative.frameworks_free))
    if initiative.frameworks_decider:
        yield _("Beslist: %(text)s", text=initiative.frameworks_decider)


def _roles(initiative: Initiative, around: Surroundings) -> Iterator[str]:
    owner = initiative.carried_by if initiative.is_handed_over else initiative.organisation
    if initiative.coordinator:
        yield _("Coördinator: %(name)s", name=initiative.coordinator.name)
    if owner:
        yield _("Organisatie: %(name)s", name=owner.name)
    for partner in around.partners[:A_FEW]:
        yield f"{partner.name}: {partner.part}" if partner.part else partner.name


def _expectations(initiative: Initiative) -> Iterator[str]:
    if initiative.asked:
        yield _("Gevraagd: %(text)s", text=_short(initiative.asked))
    if initiative.promised:
        yield _("Beloofd: %(text)s", text=_short(initiative.promised))
    if initiative.participation:
        yield f"{label(initiative.participation)}."


def _borging(initiative: Initiative) -> Iterator[str]:
    rows = picture_of(initiative.id, on=today()).aspects
    for row in [row for row in rows if row.state != AspectState.OPEN][:A_FEW]:
        yield f"{label(row.code)}: {label(row.state).lower()}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"
