"""QR codes to addresses of this site, as drawings inside a page."""

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=512)
def qr_code(address: str) -> Markup:
    """Return a QR code that leads to this whole address; the words beside it say the same."""
    return drawn(address)


def drawn(text: str) -> Markup:
    """Return a QR code that holds this text, of which nothing is remembered: it may be a secret."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        scale=1, border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff"
    )
    hidden = drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704 - drawn by segno from squares; the text is not in it
