"""What was agreed and decided, and the handover itself."""

from collections.abc import Iterator

from flask_babel import gettext as _

from workspace.borging.models import EvidenceKind
from workspace.documents import Block, Facts, Heading, Paragraph, Table
from workspace.dossiers.queries.rows import Dossier, Offer
from workspace.dossiers.words.shared import NOTHING, day, day_of_moment, joined, section
from workspace.labels import label

SPOKEN = (EvidenceKind.AGREEMENT, EvidenceKind.DECISION)


def agreements(dossier: Dossier) -> Iterator[Block]:
    """Yield the agreements and decisions that show that claims hold."""
    yield Heading(_("Afspraken en besluiten"))
    rows = tuple(
        (label(proof.kind), proof.text, proof.said_by or NOTHING, day(proof.said_on), day(proof.lasts_until))
        for proof in dossier.evidence
        if proof.kind in SPOKEN
    )
    if rows:
        head = (_("Soort"), _("Wat"), _("Door of met wie"), _("Op"), _("Tot en met"))
        yield Table(_("Wat er is afgesproken en besloten"), head, rows)
    else:
        yield Paragraph(_("Er zijn nog geen afspraken of besluiten vastgelegd."))


def handover(dossier: Dossier) -> Iterator[Block]:
    """Yield every handover: what goes along, on which terms, and who said what."""
    yield Heading(_("Overdracht"))
    if dossier.carried_itself_by and not dossier.offers:
        organisation = dossier.carried_itself_by
        yield Paragraph(_("Overdragen is niet nodig: %(name)s zet dit zelf voort.", name=organisation))
    elif not dossier.offers:
        yield Paragraph(_("Dit initiatief is nog niet aangeboden aan een organisatie."))
    for offer in dossier.offers:
        yield from _offer(offer)


def _offer(offer: Offer) -> Iterator[Block]:
    yield Heading(_("Aanbod aan %(organisation)s", organisation=offer.to_organisation), 2)
    yield Facts(((_("Stand"), label(offer.state)), (_("Vanaf"), day(offer.from_day))))
    parts = (
        (_("Taken"), offer.tasks),
        (_("Contacten bij dit aanbod"), offer.contacts),
        (_("Documenten"), offer.documents),
        (_("Nog niet klaar"), offer.open_points),
        (_("Voorwaarden"), offer.conditions),
    )
    for name, text in parts:
        yield from section(name, text)
    rows = tuple(
        (
            day_of_moment(step.said_at),
            label(step.state),
            joined(step.who, step.organisation),
            step.reason or NOTHING,
        )
        for step in offer.steps
    )
    if rows:
        yield Table(_("Wat er gebeurde met dit aanbod"), (_("Dag"), _("Wat"), _("Wie"), _("Reden")), rows)
