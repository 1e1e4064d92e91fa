"""A document with a block of every kind, as the tests of its writers use it."""

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from workspace.documents import (
    Beside,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
)

MOMENT = datetime(2020, 11, 24, 9, 30, tzinfo=UTC)
STORY = (
    Heading("De sleutel", 2),
    Paragraph("De sleutel lag bij de beheerder.\n\nDie was op vakantie."),
    Quote("Ik kom voor de soep & blijf voor de <mensen>.", "een bewoner van Schaijk", 3),
    Picture("soep.webp", "Zes mensen aan een lange tafel", "Dinsdag in de Hoeksteen", 4),
    Picture("weg.webp", "Een bus voor het gemeentehuis"),
    Quote("[citaat ingetrokken]", "", 5, is_withdrawn=True),
    Picture("", "", is_withdrawn=True),
)
MARGIN = (
    Paragraph("Dat zagen wij ook."),
    Quote("Kort maar krachtig.", "een partner"),
    Bullets(("Wie bewaart hem?", "Wanneer?")),
    Facts((("Wie", "ONS Welzijn"),)),
)
CHART = Chart(
    "Borging toen en nu",
    ("Nog niet begonnen", "In opbouw", "Verankerd"),
    (("1 januari", (8, 3, 0)), ("31 december", (2, None, 4))),
    "initiatieven",
)
EVERY_BLOCK = Document(
    "Leergeschiedenis 2019",
    "Leergeschiedenis",
    "nl",
    "Samenbord",
    MOMENT,
    (
        Heading("Het begin"),
        Paragraph("In januari kwamen we bij elkaar."),
        Beside(STORY, MARGIN),
        CHART,
        Table("Activiteiten", ("Thema", "Deelnemers"), (("Eenzaamheid", "41"), ("Vervoer", "12"))),
        Facts((("Periode", "2019"), ("Voor wie", "de raad"))),
        Bullets(("een punt", "nog een punt")),
        Note("Let op: dit is een concept."),
        Heading("Het eind"),
        Paragraph("Tot zover."),
    ),
)
# What everybody reads who reads it from begin to end, in this order.
IN_ORDER = (
    "Het begin",
    "In januari kwamen we bij elkaar.",
    "De sleutel",
    "De sleutel lag bij de beheerder.",
    "Die was op vakantie.",
    "Ik kom voor de soep & blijf voor de <mensen>.",
    "een bewoner van Schaijk",
    "Dinsdag in de Hoeksteen",
    "Een bus voor het gemeentehuis",
    "[citaat ingetrokken]",
    "Deze foto is ingetrokken.",
    "Dat zagen wij ook.",
    "Kort maar krachtig.",
    "een partner",
    "Wie bewaart hem?",
    "ONS Welzijn",
    "Borging toen en nu",
    "Nog niet begonnen",
    "Activiteiten",
    "Eenzaamheid",
    "Periode",
    "een punt",
    "Let op: dit is een concept.",
    "Het eind",
    "Tot zover.",
)


def folder_of_pictures(folder: Path) -> Path:
    """Return this folder with the one picture in it that the document shows, as we keep pictures: WebP."""
    Image.new("RGB", (800, 500), "#cc9966").save(folder / "soep.webp")
    return folder


def come_in_order(words: str) -> None:
    """Fail unless everything stands in this text, in the order in which it is to be read."""
    at, text = 0, " ".join(words.split())
    for each in IN_ORDER:
        found = text.find(each, at)
        assert found >= 0, f"{each!r} does not come after {text[max(0, at - 60) : at]!r}"
        at = found + len(each)
