"""Pictures that people upload: checked by what they are, and made anew without what they carried."""

import secrets
import warnings
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import IO

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from workspace import scanning
from workspace.stores import Folder, as_folder

LARGEST_SIDE = 1600  # pixels
MAX_PIXELS = 40_000_000
MAX_BYTES = 12 * 1024 * 1024
QUALITY = 82
KINDS = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


# As an iPhone makes them: no browser but one shows these, and we cannot read them.
OF_PHONES = frozenset({"image/heic", "image/heif", "image/avif"})


class Refusal(StrEnum):
    """Why a picture is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    OF_A_PHONE = "of_a_phone"
    NO_PICTURE = "no_picture"
    BROKEN = "broken"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


class NotAPicture(ValueError):
    """What was uploaded is no picture that we can show, or too large a one; `why` says which."""

    def __init__(self, why: Refusal = Refusal.NO_PICTURE) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Encoded:
    """A picture as we keep it: a WebP file without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int
    lies_as: str = ""  # its name, once it lies in a store across a network


def encode(stream: IO[bytes]) -> Encoded:
    """Return the picture in this stream made anew, upright and at most 1600 pixels; raise NotAPicture."""
    content = stream.read(MAX_BYTES + 1)
    _look_at(content)
    _scan(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                return _anew(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(Refusal.BROKEN) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture(Refusal.TOO_MANY_PIXELS) from error


def _look_at(content: bytes) -> None:
    """Raise NotAPicture for what can be told from a file without opening it as a picture."""
    if not content:
        raise NotAPicture(Refusal.EMPTY)
    if len(content) > MAX_BYTES:
        raise NotAPicture(Refusal.TOO_LARGE)
    kind = filetype.guess_mime(content)
    if kind in OF_PHONES:
        raise NotAPicture(Refusal.OF_A_PHONE)
    if kind not in KINDS:
        raise NotAPicture(Refusal.NO_PICTURE)


def _scan(content: bytes) -> None:
    try:
        scanning.look_at(content)
    except scanning.Infected as refused:
        raise NotAPicture(Refusal.INFECTED) from refused
    except scanning.NotScanned as refused:
        raise NotAPicture(Refusal.NOT_SCANNED) from refused


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


def keep(picture: Encoded, folder: Folder | Path) -> str:
    """Write a picture into this folder and return the name nobody can guess under which it lies there."""
    if picture.lies_as:
        return picture.lies_as
    name = f"{secrets.token_urlsafe(18)}.webp"
    as_folder(folder).write(name, picture.content)
    return name


def brought(picture: Encoded, folder: Folder) -> Encoded:
    """Return a picture that waits for no network any more: before a transaction that writes begins."""
    return replace(picture, lies_as=keep(picture, folder)) if folder.is_far else picture
