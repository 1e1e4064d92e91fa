"""LEESMIJ.txt: what is in the ZIP, and what the names in gegevens.json mean."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from workspace.dossiers.queries import agreed, rows
from workspace.dossiers.queries.files import StoredFile
from workspace.dossiers.words.shared import day

# What stands in each list or group of gegevens.json; the others hold one value.
PARTS: dict[str, tuple[type[NamedTuple], ...]] = {
    "what": (rows.What,),
    "goals": (rows.Goal,),
    "partners": (rows.Partner,),
    "numbers": (rows.Numbers,),
    "aspects": (rows.Aspect,),
    "evidence": (rows.Proof,),
    "steps": (rows.Step,),
    "offers": (rows.Offer, rows.Answered),
    "contacts": (rows.Contact, rows.Asked),
    "independence": (rows.Independent,),
    "granted": (rows.Granted,),
    "scan": (rows.Scanned, rows.Scored),
    "trials": (rows.Trial,),
    "news": (rows.News, rows.Photo),
    "questions": (agreed.Question,),
    "decisions": (agreed.Decided,),
    "history": (rows.Happening,),
    "remarks": (rows.Remark,),
}


def read_me(dossier: rows.Dossier, present: Sequence[StoredFile], absent: Sequence[StoredFile]) -> str:
    """Return the text; `absent` files are named, so that somebody can ask for them."""
    kind = _("Overdrachtsdossier")
    head = f"{_one_line(dossier.what.title)}\n{kind}, {day(dossier.made_on)}"
    parts = [head, _contents(), _keys()]
    if present:
        parts.append("\n".join([_("Bestanden in deze zip:"), *_listed(present)]))
    if absent:
        missing = _("Deze bestanden zitten er niet bij: zij zijn zoek, of samen te groot. Vraag ernaar.")
        parts.append("\n".join([missing, *_listed(absent)]))
    return "\n\n".join(parts).replace("\n", "\r\n") + "\r\n"


def _contents() -> str:
    names = {
        "dossier.pdf": _("om te lezen en te bewaren"),
        "dossier.docx": _("om te bewerken, met de sjabloon van uw organisatie"),
        "dossier.md": _("hetzelfde als gewone tekst (Markdown)"),
        "gegevens.json": _("alle gegevens, voor een ander systeem"),
        "tabellen/": _("onderdelen van borging, bewijs, partners, geschiedenis en reacties"),
        "bewijs/": _("bestanden die als bewijs zijn toegevoegd"),
        "fotos/": _("foto's bij het nieuws; wat erop staat, leest u hieronder"),
    }
    return "\n".join([_("Wat zit erin:"), *(f"- {name}: {about}" for name, about in names.items())])


def _keys() -> str:
    lines = [
        _("Namen in gegevens.json. Dagen zijn jaar-maand-dag, bedragen zijn hele centen, null is onbekend:")
    ]
    for name, meaning in meanings().items():
        lines.append(f"- {name}: {meaning}")
        for part in PARTS.get(name, ()):
            lines.append(f"    {', '.join(part._fields)}")
    return "\n".join(lines)


def meanings() -> dict[str, str]:
    """Return what each name in gegevens.json stands for."""
    return {
        "made_on": _("de dag waarop dit is gemaakt"),
        "made_at": _("het moment waarop dit is gemaakt"),
        "what": _("het initiatief zelf; level is de stand van de borging, owner de eigenaar"),
        "goals": _("doelen, met waaraan u ziet dat het lukt"),
        "partners": _("organisaties die meedoen, met hun aandeel"),
        "numbers": _("hoeveel mensen meedoen en steunen; hun namen staan nergens"),
        "aspects": _("de acht onderdelen van borging; is_stale: opnieuw bevestigen"),
        "evidence": _("waaruit blijkt dat het klopt; file is de naam in deze zip"),
        "carried_itself_by": _("de organisatie die bevestigde dat zij dit zelf voortzet"),
        "steps": _("open taken; source zegt waar ze vandaan komen: aspect, scan, stale of task"),
        "offers": _("overdrachten, met in steps wie wat antwoordde"),
        "contacts": _("wie waarvoor te vragen is"),
        "independence": _("activiteiten in negentig dagen, en hoeveel door anderen dan het programmateam"),
        "granted": _("toegezegd geld per jaar, in hele centen, en tot wanneer alles ervan loopt"),
        "scan": _("de laatste borgingsscan: cijfers van 1 tot 5 per onderdeel"),
        "trials": _("proeven zonder trekker"),
        "news": _("nieuws, met foto's"),
        "questions": _("vragen aan organisaties; wie vroeg, staat er niet bij"),
        "decisions": _("wat bijeenkomsten besloten"),
        "history": _("wat er gebeurde, het nieuwste eerst"),
        "websites": _("websites van organisaties: naam en adres"),
        "remarks": _("reacties die u mag lezen, het oudste eerst"),
    }


def _listed(files: Sequence[StoredFile]) -> list[str]:
    return [f"- {file.name}: {_one_line(file.title)}" for file in files]


def _one_line(text: str) -> str:
    return " ".join(text.split())
