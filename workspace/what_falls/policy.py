"""Who may ask what falls (domain/roles.md, the row "run what falls if…"). Pure."""

from typing import Protocol

from workspace.access import Actor


class Saved(Protocol):
    """A saved question: of which programme, and who made it."""

    @property
    def programme_id(self) -> int: ...
    @property
    def made_by_id(self) -> int: ...


def may_ask_what_falls(actor: Actor, programme_id: int) -> bool:
    """Representatives of partners, officials of municipality and province, kartrekkers and the team."""
    takes_part = programme_id in actor.partner_in | actor.municipality_in | actor.province_in
    represents = takes_part and actor.organisation_in.get(programme_id) in actor.represents
    officials = programme_id in actor.municipality_in | actor.province_in
    return represents or officials or programme_id in actor.leads_in | actor.team_of


def may_save_question(actor: Actor, programme_id: int) -> bool:
    """Whoever may ask may keep the question, for all who may ask."""
    return may_ask_what_falls(actor, programme_id)


def may_remove_question(actor: Actor, saved: Saved) -> bool:
    """Who made it and may still ask, and the programme manager."""
    is_mine = actor.id is not None and saved.made_by_id == actor.id
    is_mine = is_mine and may_ask_what_falls(actor, saved.programme_id)
    return is_mine or saved.programme_id in actor.manages
