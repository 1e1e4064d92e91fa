"""Colours as style sheets write them, and the contrast between two of them (WCAG 2.2)."""

import colorsys
import re

Colour = tuple[float, float, float]  # red, green and blue from 0 to 1

WORDS = {
    "black": "#000000", "white": "#ffffff", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500", "gold": "#ffd700", "whitesmoke": "#f5f5f5",
}  # fmt: skip
HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
WHITE: Colour = (1.0, 1.0, 1.0)


def read_colour(text: str, behind: Colour = WHITE) -> Colour | None:
    """Return a colour as it looks on what is behind it, or None when this is none we can read."""
    text = WORDS.get(text.strip().lower(), text.strip().lower())
    if HEX.fullmatch(text):
        return _blend(*_from_hex(text[1:]), behind)
    if found := FUNCTION.fullmatch(text):
        parts = [part for part in re.split(r"[\s,/]+", found[2].strip()) if part]
        if len(parts) in (3, 4):
            try:
                alpha = _share(parts[3], 1) if len(parts) == 4 else 1.0
                return _blend(_from_parts(found[1], parts), alpha, behind)
            except ValueError:
                return None
    return None


def _from_hex(digits: str) -> tuple[Colour, float]:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, alpha = (int(digits[at : at + 2] or "ff", 16) / 255 for at in (0, 2, 4, 6))
    return (red, green, blue), alpha


def _from_parts(kind: str, parts: list[str]) -> Colour:
    if kind == "rgb":
        red, green, blue = (_share(part, 255) for part in parts[:3])
        return red, green, blue
    hue = float(parts[0].removesuffix("deg")) % 360 / 360
    saturation, lightness = (_share(part.rstrip("%") + "%", 1) for part in parts[1:3])
    return colorsys.hls_to_rgb(hue, lightness, saturation)


def _share(text: str, whole: float) -> float:
    """Return a part between 0 and 1, from a percentage or from a number of `whole`."""
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text) / whole
    return min(max(value, 0.0), 1.0)


def _blend(colour: Colour, alpha: float, behind: Colour) -> Colour:
    red, green, blue = (
        front * alpha + back * (1 - alpha) for front, back in zip(colour, behind, strict=True)
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast between two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
