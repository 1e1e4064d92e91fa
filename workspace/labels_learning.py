"""What the choices of learning and accounting are called on the screen (domain/glossary.md)."""

from flask_babel import lazy_gettext as _

LEARNING: dict[str, dict[str, str]] = {
    "MomentKind": {
        "success": _("Succes"),
        "obstacle": _("Hobbel"),
        "quote": _("Citaat"),
        "turning_point": _("Keerpunt"),
        "question": _("Vraag voor later"),
    },
    "TakenBack": {"unwanted": _("Iemand wil dit niet meer"), "untrue": _("Het klopt niet")},
    "ToldFrom": {
        "residents": _("Zo zien inwoners het"),
        "partners": _("Zo zien partners het"),
        "municipality": _("Zo ziet de gemeente het"),
        "province": _("Zo ziet de provincie het"),
        "council": _("Zo ziet de adviesraad het"),
        "programme": _("Zo ziet het programma het"),
    },
    "ConsentAnswer": {"yes": _("Ja, dit mag"), "no": _("Nee, liever niet")},
    "ReportKind": {
        "progress": _("Voortgangsrapportage"),
        "main_lines": _("Brief op hoofdlijnen"),
        "council_paper": _("Raadsvoorstel"),
        "activities": _("Bijlage: activiteiten per thema"),
        "plan": _("Plan en begroting"),
    },
    "ReportState": {
        "draft": _("Concept"),
        "out": _("Ligt voor reactie"),
        "adopted": _("Vastgesteld"),
    },
    "RenditionFormat": {
        "pdf": _("PDF"),
        "docx": _("Word (docx)"),
        "odt": _("OpenDocument (odt)"),
        "csv": _("Cijfers (csv)"),
    },
    "RenditionState": {
        "waiting": _("Wacht op zijn beurt"),
        "making": _("Wordt gemaakt"),
        "ready": _("Klaar"),
        "failed": _("Niet gelukt"),
    },
}
