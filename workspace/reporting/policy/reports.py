"""Who makes reports, writes them, says something of them and adopts them. Pure (domain/roles.md).

"Write reports" is for team and manager, and for a kartrekker the part of the own board; "adopt a report as
final" is for the manager. Where the table is silent: whoever sees partner-only things may say something of a
section, the council too (N30). Whether it is too late for something is asked in the action, not here.
"""

from typing import Protocol

from workspace.access import Actor


class Report(Protocol):
    """What the rules look at: a ProgrammeReport, or a row with this column."""

    @property
    def programme_id(self) -> int: ...


class Section(Protocol):
    """A section of a report: on which board it is, if on one."""

    @property
    def board_id(self) -> int | None: ...


def may_make_report(actor: Actor, programme_id: int) -> bool:
    """Programme team and manager."""
    return programme_id in actor.team_of or programme_id in actor.manages


def may_see_drafts(actor: Actor, programme_id: int) -> bool:
    """Whoever may write in one: the team, and the kartrekkers of the programme."""
    return may_make_report(actor, programme_id) or programme_id in actor.leads_in


def may_write_report(actor: Actor, report: Report) -> bool:
    """The report as a whole: refresh its facts, send it out, make a new version."""
    return may_make_report(actor, report.programme_id)


def may_edit_section(actor: Actor, report: Report, section: Section) -> bool:
    """Team and manager; a kartrekker the sections on the own board."""
    return may_write_on(actor, report, section.board_id)


def may_write_on(actor: Actor, report: Report, board_id: int | None) -> bool:
    """Say something in the report on behalf of this theme, also that there is nothing to tell (N27)."""
    return may_write_report(actor, report) or (board_id is not None and board_id in actor.leads)


def may_remark(actor: Actor, report: Report) -> bool:
    """Everybody who sees partner-only things: partners, governments, councils, and who writes it."""
    return report.programme_id in actor.insider_in


def may_respond(actor: Actor, report: Report, section: Section) -> bool:
    """Say what was done with a remark: who may write that section."""
    return may_edit_section(actor, report, section)


def may_clear(actor: Actor) -> bool:
    """Tell whether this is the clock: it takes out of drafts what people took back themselves."""
    return actor.is_admin and actor.id is None


def may_adopt(actor: Actor, report: Report) -> bool:
    """The programme manager."""
    return report.programme_id in actor.manages
