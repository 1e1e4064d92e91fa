"""Drawing the columns of a board, the same for everybody who sees as much."""

import re
from collections.abc import Sequence

from flask import render_template

from workspace.frame import cut
from workspace.initiatives.models import Stage
from workspace.labels import label
from workspace.overview.queries.cards import COUNTED, CardRow, read_columns
from workspace.overview.views.asked import Asked
from workspace.overview.views.cards import make_cards
from workspace.overview.views.moving import END, TAG, Cards

INDENT = re.compile(r"\n\s+")  # for whoever reads the template; a sixth of what would go over the wire


def more_of(asked: Asked, stage: Stage, shown: Sequence[CardRow]) -> str:
    """Return the address of the cards of a stage that come after these."""
    return asked.address(f"/kolom/{stage.value}", na=str(shown[-1].cursor), weergave=None, sorteer=None)


def draw_columns(asked: Asked) -> Cards:
    """Return the columns of a board, with room for the moves of one person."""
    found, counts = read_columns(asked.sight, asked.filters, asked.opened)
    columns = [
        {
            "stage": stage.value,
            "label": label(stage),
            "is_end": stage.is_end,
            "count": f"{COUNTED}+" if counts[stage] > COUNTED else str(counts[stage]),
            "cards": make_cards(rows, insider=asked.sight.is_insider),
            "opened": f"{stage.value}.{asked.opened[stage]}" if stage in asked.opened else "",
            "more": more_of(asked, stage, rows) if rows and counts[stage] > len(rows) else "",
        }
        for stage, rows in found.items()
    ]
    html = render_template(
        "overview/_columns.html", columns=columns, tag=TAG, end=END, is_filtered=not asked.filters.is_empty
    )
    return Cards(cut(INDENT.sub("\n", html)), [row for rows in found.values() for row in rows])
