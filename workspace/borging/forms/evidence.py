"""What each kind of evidence asks for, and the form to take a piece back."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, ValidationError
from wtforms import Form as PlainForm
from wtforms.validators import StopValidation

from workspace.borging.actions import Proof
from workspace.borging.models import EvidenceKind
from workspace.files import MAX_MEGABYTES, Infected, NotAFile, NotScanned, Received, TooLarge
from workspace.forms import Form, TextField, Validator, at_most, filled
from workspace.money import read_cents
from workspace.times import today

LONGEST = 500  # characters
MOST_CENTS = 20_000_000_00
LINKED = (EvidenceKind.LINK, EvidenceKind.DECISION, EvidenceKind.AGREEMENT)
# Where the name of the body, the party or the stream stands, and the days that belong to it.
SAID_BY = {EvidenceKind.DECISION: "decided_by", EvidenceKind.AGREEMENT: "agreed_with"}
SAID_ON = {EvidenceKind.DECISION: "decided_on", EvidenceKind.AGREEMENT: "signed_on"}
RUNS_UNTIL = {EvidenceKind.AGREEMENT: "agreed_until", EvidenceKind.FUNDING: "paid_until"}


def only_for(*kinds: EvidenceKind) -> Validator:
    """Return a validator that leaves a field alone when another kind of evidence was chosen."""

    def check(form: PlainForm, field: Field) -> None:
        if form.kind.data not in kinds:
            field.errors = []
            raise StopValidation

    return check


def needed(message: str) -> Validator:
    """Return a validator that asks for something; unlike `filled` it says nothing to the browser."""

    def check(form: PlainForm, field: Field) -> None:
        if not any(str(value).strip() for value in field.raw_data or ()):
            field.errors = []
            raise StopValidation(message)

    return check


def web_address(form: PlainForm, field: Field) -> None:
    """Refuse what is no address of a page that travels safely."""
    host = field.data.removeprefix("https://").partition("/")[0]
    if not field.data.startswith("https://") or "." not in host or len(field.data.split()) != 1:
        raise ValidationError(_("Vul een link in die begint met https://."))


def has_been(form: PlainForm, field: Field) -> None:
    """Refuse a day that is still to come."""
    if field.data is not None and field.data > today():
        raise ValidationError(_("Kies een dag die geweest is. Wat nog komt, is nog geen bewijs."))


def not_over(form: PlainForm, field: Field) -> None:
    """Refuse a last day that has passed."""
    if field.data is not None and field.data < today():
        raise ValidationError(_("Kies een dag vanaf vandaag. Wat voorbij is, is geen bewijs meer."))


def an_amount(form: PlainForm, field: Field) -> None:
    """Refuse what is no amount of money, nothing, or more than a programme has."""
    cents = read_cents(field.data)
    if not cents:
        raise ValidationError(_("Vul een bedrag in, zoals 58.400 of 58400,00."))
    if cents > MOST_CENTS:
        raise ValidationError(_("Vul een bedrag in van hoogstens 20 miljoen euro."))


def mistake_in(file: Received | NotAFile | None) -> str | None:
    """Return what to do about a file that was not chosen or that we do not keep, or None when all is well."""
    if file is None:
        return str(_("Kies een bestand."))
    if isinstance(file, TooLarge):
        return str(_("Kies een bestand van hoogstens %(number)d MB.", number=MAX_MEGABYTES))
    if isinstance(file, Infected):
        return str(_("In dit bestand zit misschien een virus. Wij hebben het niet bewaard."))
    if isinstance(file, NotScanned):
        return str(
            _("Wij kunnen nu geen bestanden nakijken op virussen en hebben niets bewaard. Probeer het later.")
        )
    if isinstance(file, NotAFile):
        return str(_("Kies een PDF, een bestand van Word, Excel of OpenDocument, of een foto (JPEG of PNG)."))
    return None


def proof_in(form: Any, file: Received | NotAFile | None) -> Proof | None:
    """Return the evidence that a form about an aspect gives, or None: it is right, or it gives none."""
    kind = EvidenceKind(form.kind.data)
    words = form.evidence.data or ""
    if kind == EvidenceKind.TEXT:
        return Proof(words) if words else None
    received = file if kind == EvidenceKind.FILE and isinstance(file, Received) else None
    said_by = form[SAID_BY[kind]].data if kind in SAID_BY else ""
    stream = form.stream.data if kind == EvidenceKind.FUNDING else ""
    return Proof(
        text=words or said_by or stream or (received.title if received else ""),
        kind=kind,
        link=(form.link.data or "") if kind in LINKED else "",
        said_by=said_by,
        said_on=form[SAID_ON[kind]].data if kind in SAID_ON else None,
        runs_until=form[RUNS_UNTIL[kind]].data if kind in RUNS_UNTIL else None,
        stream=stream,
        amount_cents=read_cents(form.amount.data) if kind == EvidenceKind.FUNDING else None,
        file=received,
    )


class WithdrawForm(Form):
    """Why a piece of evidence no longer counts; carries the version of the aspect that was read."""

    why = TextField(
        _("Waarom klopt dit bewijs niet meer?"),
        [*filled(_("Schrijf waarom dit bewijs niet meer klopt.")), at_most(LONGEST)],
    )
    version = HiddenField()

    @classmethod
    def about(cls, evidence_id: int, version: int, **options: Any) -> "WithdrawForm":
        """Return the form for one piece of evidence among others on a page."""
        return cls(prefix=f"bewijs-{evidence_id}-", data={"version": str(version)}, **options)
