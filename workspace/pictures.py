"""Pictures that people upload: checked by what they are, and made anew without what they carried."""

import secrets
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_SIDE = 1600  # pixels
MAX_PIXELS = 40_000_000
MAX_BYTES = 12 * 1024 * 1024
QUALITY = 82
KINDS = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class NotAPicture(ValueError):
    """What was uploaded is no picture that we can show, or too large a one."""


@dataclass(frozen=True)
class Encoded:
    """A picture as we keep it: a WebP file without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int


def encode(stream: BinaryIO) -> Encoded:
    """Return the picture in this stream made anew, upright and at most 1600 pixels; raise NotAPicture."""
    content = stream.read(MAX_BYTES + 1)
    kind = filetype.guess_mime(content)
    if len(content) > MAX_BYTES or kind not in KINDS:
        raise NotAPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                return _anew(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture from error


def _anew(picture: Image.Image) -> Encoded:
    picture.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # a JPEG is read at about the size it will have
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    # A new canvas: comments, places and cameras do not come along (design/safety.md).
    canvas = Image.new("RGB", upright.size, "white")
    flat = upright.convert("RGBA")
    canvas.paste(flat, mask=flat.getchannel("A"))
    out = BytesIO()
    canvas.save(out, "WEBP", quality=QUALITY)
    return Encoded(out.getvalue(), canvas.width, canvas.height)


def keep(picture: Encoded, folder: Path) -> str:
    """Write a picture into this folder and return the name nobody can guess under which it lies there."""
    name = f"{secrets.token_urlsafe(18)}.webp"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(picture.content)
    return name
