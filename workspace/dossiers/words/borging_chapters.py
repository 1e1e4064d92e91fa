"""Money, the eight aspects of borging, and what is still to be done."""

from collections.abc import Iterator

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from workspace.borging.models import AspectCode, EvidenceKind
from workspace.documents import Block, Bullets, Facts, Heading, Paragraph, Table
from workspace.dossiers.queries.rows import Aspect, Dossier, Independent, Proof, Scanned, Step, Trial
from workspace.dossiers.words.shared import NOTHING, day, euros, filled, joined, lines
from workspace.labels import label


def money(dossier: Dossier) -> Iterator[Block]:
    """Yield what it costs, what is granted, by whom and until when."""
    what = dossier.what
    promised = [proof for proof in dossier.evidence if proof.kind == EvidenceKind.FUNDING]
    total = dossier.granted.cents if dossier.granted else 0
    yield Heading(_("Geld"))
    cost = what.yearly_cost_cents
    unknown = _("Nog niet bekend")
    yield Facts(
        filled(
            (_("Kosten per jaar"), unknown if cost is None else euros(cost)),
            (_("Kosten, één keer"), "" if what.cost_cents is None else euros(what.cost_cents)),
            (_("Toegezegd per jaar"), euros(total) if dossier.granted else _("Nog niets")),
            (_("Nog te vinden per jaar"), "" if cost is None else euros(max(cost - total, 0))),
        )
    )
    if promised:
        rows = tuple(
            (
                joined(proof.stream, proof.funder),
                euros(proof.amount_cents),
                day(proof.lasts_until) if proof.lasts_until else _("Geen einde bekend"),
                proof.text,
            )
            for proof in promised
        )
        head = (_("Geldstroom"), _("Per jaar"), _("Tot en met"), _("Wat is toegezegd"))
        yield Table(_("Toegezegd geld"), head, rows)
    else:
        yield Paragraph(_("Er is nog geen geld toegezegd."))


def borging(dossier: Dossier) -> Iterator[Block]:
    """Yield how the eight aspects stand, with what shows it."""
    yield Heading(_("Borging: gaat het door zonder het programma?"))
    rows = tuple(
        (
            label(row.code),
            _state(row),
            joined(row.organisation, row.person),
            day(row.valid_until),
        )
        for row in dossier.aspects
    )
    head = (_("Onderdeel"), _("Stand"), _("Wie antwoordt ervoor"), _("Geldt tot en met"))
    yield Table(_("De acht onderdelen van borging"), head, rows)
    if dossier.carried_itself_by:
        yield Paragraph(
            _(
                "%(organisation)s heeft bevestigd dat zij dit zelf voortzet.",
                organisation=dossier.carried_itself_by,
            )
        )
    for row in dossier.aspects:
        proofs = [proof for proof in dossier.evidence if proof.aspect == row.code]
        if proofs or row.reason:
            yield Heading(label(row.code), 2)
            if row.reason:
                yield Paragraph(_("Niet nodig, want: %(reason)s", reason=row.reason))
            if proofs:
                yield Bullets(tuple(_shows(proof) for proof in proofs))
    yield from _scan(dossier.scan)
    yield from _independence(dossier.independence)
    yield from _trials(dossier.trials)


def _state(row: Aspect) -> str:
    state = label(row.state)
    return _("%(state)s, opnieuw bevestigen", state=state) if row.is_stale else state


def _shows(proof: Proof) -> str:
    """Return a piece of evidence in words, each part of it that is known."""
    parts = filled(
        (_("door of met"), proof.said_by),
        (_("op"), day(proof.said_on) if proof.said_on else ""),
        (_("tot en met"), day(proof.lasts_until) if proof.lasts_until else ""),
        (_("per jaar"), euros(proof.amount_cents) if proof.amount_cents is not None else ""),
        (_("uit"), proof.stream or ""),
        (_("link"), proof.link),
        (_("bestand"), proof.file_title),
    )
    about = "; ".join(f"{name} {value}" for name, value in parts)
    kind = "" if proof.kind == EvidenceKind.TEXT else f"{label(proof.kind)}: "
    return f"{kind}{proof.text}" + (f" ({about})" if about else "")


def _independence(found: Independent | None) -> Iterator[Block]:
    if found is None:
        return
    yield Heading(_("Zelfstandigheid"), 2)
    if found.share is None:
        yield Paragraph(_("In de laatste negentig dagen was er te weinig activiteit om iets te zeggen."))
        return
    yield Paragraph(
        _(
            "In de laatste negentig dagen deden mensen buiten het programmateam %(others)s van de %(total)s"
            " activiteiten: %(share)s%%.",
            others=found.by_others,
            total=found.total,
            share=round(found.share * 100),
        )
    )


def _trials(trials: tuple[Trial, ...]) -> Iterator[Block]:
    if not trials:
        return
    yield Heading(_("Proef zonder trekker"), 2)
    yield Paragraph(_("In een proef houdt het programmateam zich een tijd niet met het initiatief bezig."))
    rows = tuple(
        (
            _("%(begin)s tot en met %(end)s", begin=day(trial.starts_on), end=day(trial.ends_on)),
            lines(label(trial.outcome), trial.stop_reason),
            str(trial.by_others),
            str(trial.by_team),
        )
        for trial in trials
    )
    head = (_("Periode"), _("Uitkomst"), _("Activiteiten van anderen"), _("Van het programmateam"))
    yield Table(_("Proeven"), head, rows)


def _scan(scan: Scanned | None) -> Iterator[Block]:
    if scan is None:
        return
    yield Heading(_("Borgingsscan van %(day)s", day=day(scan.closed_on)), 2)
    people = ngettext("%(num)d mens", "%(num)d mensen", scan.people)
    yield Paragraph(_("%(people)s gaven op acht vragen een cijfer van 1 (laag) tot 5 (hoog).", people=people))
    rows = tuple(
        (label(each.aspect), _number(each.median), f"{each.lowest} – {each.highest}")
        for each in scan.questions
    )
    yield Table(_("Wat mensen antwoordden"), (_("Onderdeel"), _("Middelste cijfer"), _("Van – tot")), rows)


def _number(value: float) -> str:
    return str(format_decimal(value, "0.#"))


def tasks(dossier: Dossier) -> Iterator[Block]:
    """Yield what is still to be done."""
    yield Heading(_("Open taken"))
    if not dossier.steps:
        yield Paragraph(_("Er staan geen open taken."))
        return
    rows = tuple(
        (_task(step), joined(step.organisation, step.person), day(step.due_on), _source(step))
        for step in dossier.steps
    )
    yield Table(_("Wat er nog te doen is"), (_("Wat"), _("Wie"), _("Wanneer"), _("Hoort bij")), rows)


def _task(step: Step) -> str:
    return _("Opnieuw bevestigen of dit nog klopt") if step.source == "stale" else step.text


def _source(step: Step) -> str:
    aspect = label(AspectCode(step.aspect)) if step.aspect else NOTHING
    return _("borgingsscan: %(aspect)s", aspect=aspect) if step.source == "scan" else aspect
