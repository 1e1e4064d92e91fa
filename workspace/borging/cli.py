"""Commands about borging, and asking each hour what still holds."""

from collections import defaultdict
from collections.abc import Iterable

import click

from workspace.access import OPERATOR
from workspace.borging.actions import note_asked, rebuild_outlooks
from workspace.borging.queries.asking import Addressee, StaleClaim, list_addressees, list_unasked
from workspace.db import db, may_write
from workspace.digests.queries.choices import who_want_none
from workspace.labels import label
from workspace.languages import in_language
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail


@click.command("borging-recount")
def recount() -> None:
    """Derive the level of every initiative anew from what was said of its aspects."""
    number = rebuild_outlooks(by=OPERATOR)
    db.session.commit()
    click.echo(f"Derived the level of {number} initiatives anew.")


def ask_again() -> None:
    """Ask by mail, once, whoever answers for a claim that passed its last day whether it still holds.

    That is the person named, or who may commit the organisation. Who may commit the organisation that
    carries the initiative is told as well (domain/borging.md: "the owner is told"). One letter each.
    """
    may_write()
    claims = list_unasked()
    people = list_addressees({id for claim in claims for id in (claim.organisation_id, claim.owner_id) if id})
    asked: dict[Addressee, list[StaleClaim]] = defaultdict(list)
    for claim in claims:
        for each in _to_ask(claim, people):
            asked[each._replace(represents=False)].append(claim)
    refused = who_want_none([each.user_id for each in asked])
    for each, theirs in asked.items():
        if each.user_id not in refused:
            _write(each, theirs)
    note_asked([claim.aspect_id for claim in claims], by=OPERATOR)
    db.session.commit()


def _to_ask(claim: StaleClaim, people: dict[int, list[Addressee]]) -> Iterable[Addressee]:
    answering = people.get(claim.organisation_id, [])
    in_person = [each for each in answering if each.user_id == claim.person_id]
    owners = people.get(claim.owner_id, []) if claim.owner_id else []
    to_ask = in_person or [each for each in answering if each.represents]
    return {each.user_id: each for each in (*to_ask, *(one for one in owners if one.represents))}.values()


def _write(addressee: Addressee, claims: list[StaleClaim]) -> None:
    with in_language(addressee.locale):
        lines = [(claim.title, label(claim.code), claim.organisation, _page_of(claim)) for claim in claims]
    letter = compose("ask_again", locale=addressee.locale, claims=lines)
    enqueue_mail(
        addressee.email, subject=letter.subject, text=letter.text, locale=addressee.locale, by=OPERATOR
    )


def _page_of(claim: StaleClaim) -> str:
    return full_address("borging.aspect", initiative_id=claim.initiative_id, word=claim.code.word)


commands = [recount]
hourly_for_good = (ask_again,)  # each claim is asked about once
