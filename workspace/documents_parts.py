"""What the writers of documents share: pictures and charts as files take them, and what was withdrawn."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from flask_babel import gettext as _
from PIL import Image, UnidentifiedImageError

from workspace.charts import WIDE, can_be_drawn, svg_of
from workspace.documents import Chart, Picture, Quote, Table
from workspace.stores import Folder, as_folder

FONTS = Path(__file__).with_name("typst")
QUALITY = 82
SHARP = 144  # dots an inch, twice what a screen shows


@dataclass(frozen=True)
class Drawn:
    """A picture in a form that every program takes, and its size in pixels."""

    content: bytes
    width: int
    height: int


def words_of_withdrawn(block: Quote | Picture) -> str:
    """Return what is shown of a quote or picture that was withdrawn."""
    if isinstance(block, Quote):
        return block.text or str(_("Dit citaat is ingetrokken."))
    return str(_("Deze foto is ingetrokken."))


def words_of_missing(picture: Picture) -> str:
    """Return what stands in the place of a picture that is not there."""
    return str(_("Foto: %(words)s", words=picture.alt) if picture.alt else _("Foto"))


def picture_of(picture: Picture, folder: Folder | Path | None) -> Drawn | None:
    """Return the picture as JPEG, or None when the file is not in this folder or is no picture any more."""
    name = picture.file_name
    if folder is None or not name or Path(name).name != name:
        return None
    try:
        with as_folder(folder).open(name) as file, Image.open(file) as stored:
            out = BytesIO()
            flat = stored.convert("RGB")
            flat.save(out, "JPEG", quality=QUALITY)
            return Drawn(out.getvalue(), flat.width, flat.height)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def table_of(chart: Chart) -> Table:
    """Return the numbers of a chart as a table, named so that it is not taken for the chart itself."""
    table = chart.table
    if not can_be_drawn(chart):
        return table
    return replace(table, caption=_("%(name)s, in cijfers", name=table.caption))


def chart_of(chart: Chart) -> Drawn:
    """Return the chart as PNG, in our own letters."""
    made: Any = typst.compile(
        str(FONTS / "chart.typ"),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=SHARP,
        sys_inputs={"svg": str(svg_of(chart, WIDE, alone=True))},
    )
    content = bytes(made)
    with Image.open(BytesIO(content)) as drawn:
        return Drawn(content, drawn.width, drawn.height)
