"""Reading a style sheet of NL Design System tokens down to the few that our own styles use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workspace.themes.queries.colours import WHITE, contrast, read_colour

LARGEST = 5 * 1024 * 1024  # bytes
LONGEST_VALUE = 300
LONGEST_CHAIN = 5_000  # characters; tokens that grow while they are looked up are no theme
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)(?=[;}]|$)")
THEIRS = re.compile(r"var\(\s*(--(?:basis|utrecht)-[\w-]+)")
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
# Colours, sizes and font names: nothing that loads a file or ends the rule it stands in.
SAFE = re.compile(r"[\w\s#%.,\"'()/+*-]+")
UNSAFE = re.compile(r"url|image|expression|import|var\(|attr\(", re.IGNORECASE)

# What is read on what, and the least contrast that WCAG 2.2 AA asks for (1.4.3 and 1.4.11).
PAIRS = (
    ("text", "bg", 4.5), ("text", "surface", 4.5),
    ("text-subtle", "bg", 4.5), ("text-subtle", "surface", 4.5),
    ("heading", "bg", 4.5), ("link", "bg", 4.5), ("link", "surface", 4.5), ("link-hover", "bg", 4.5),
    ("on-action", "action", 4.5), ("on-action", "action-hover", 4.5), ("action", "bg", 3.0),
    ("text", "accent-soft", 4.5), ("accent", "bg", 3.0), ("line-strong", "bg", 3.0),
    ("negative", "bg", 4.5), ("negative", "negative-bg", 4.5), ("negative-line", "bg", 3.0),
    ("positive", "positive-bg", 4.5), ("warning", "warning-bg", 4.5), ("info", "info-bg", 4.5),
    ("focus-text", "focus-bg", 4.5), ("focus-text", "bg", 3.0),
)  # fmt: skip


class NotATheme(Exception):
    """This file cannot be used as a theme; the message says why."""


@dataclass(frozen=True)
class Contrast:
    """How well one colour reads on another; the ratio is None when one of them could not be read."""

    front: str
    back: str
    ratio: float | None
    least: float

    @property
    def is_enough(self) -> bool:
        return self.ratio is not None and self.ratio >= self.least


@dataclass(frozen=True)
class Theme:
    """The tokens that matter, each with its final value, and how they read together."""

    tokens: Mapping[str, str]
    contrasts: tuple[Contrast, ...]


def read_theme(path: Path, own_styles: Path) -> Theme:
    """Return what a theme file says about our styles in app.css; raise NotATheme."""
    theirs = _declarations(_read(path))
    own = _declarations(own_styles.read_text(encoding="utf-8"))
    wanted = sorted({name for value in own.values() for name in THEIRS.findall(value)})
    tokens: dict[str, str] = {}
    for name in wanted:
        value = " ".join(_resolve(theirs.get(name, ""), theirs).split())
        if 0 < len(value) <= LONGEST_VALUE and SAFE.fullmatch(value) and not UNSAFE.search(value):
            tokens[name] = value
    if not tokens:
        raise NotATheme(
            f"{path} sets none of the {len(wanted)} tokens that our styles read, such as {wanted[0]}."
        )
    return Theme(tokens, tuple(_contrasts({**own, **tokens})))


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise NotATheme(f"{path} cannot be read: {problem.strerror}.") from problem
    if len(content) > LARGEST:
        raise NotATheme(f"{path} is larger than {LARGEST // 1024 // 1024} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotATheme(f"{path} is not text in UTF-8.") from problem


def _declarations(css: str) -> dict[str, str]:
    """Return each custom property outside of media queries. The first rule that sets one decides."""
    found: dict[str, str] = {}
    for block in _rules(COMMENT.sub("", css)):
        here = {name: value.strip() for name, value in DECLARATION.findall(block)}
        found = {**here, **found}
    return found


def _rules(css: str) -> list[str]:
    """Return the bodies of the rules, those in @layer included and those in @media and the like left out."""
    bodies: list[str] = []
    heads: list[str] = []
    start = 0
    for match in re.finditer(r"[{}]", css):
        between = css[start : match.start()]
        if match[0] == "{":
            heads.append(re.split(r"[;}]", between)[-1].strip())
        elif heads:
            heads.pop()
            if not any(head.startswith("@") and not head.startswith("@layer") for head in heads):
                bodies.append(between)
        start = match.end()
    return bodies


def _resolve(value: str, known: Mapping[str, str], seen: frozenset[str] = frozenset()) -> str:
    """Return a value without var(): each replaced by what it stands for, else by its fallback."""
    while (found := REFERENCE.search(value)) and len(value) <= LONGEST_CHAIN:
        end = _closing(value, found.start() + 3)
        name, fallback = found[1], value[found.end() : end].lstrip().removeprefix(",")
        if name in known and name not in seen:
            inner = _resolve(known[name], known, seen | {name})
        else:
            inner = _resolve(fallback.strip(), known, seen)
        value = value[: found.start()] + inner + value[end + 1 :]
    return value.strip()


def _closing(text: str, opening: int) -> int:
    """Return where the bracket at `opening` closes; the end of the text when it never does."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)


def _contrasts(known: Mapping[str, str]) -> list[Contrast]:
    ground = read_colour(_resolve("var(--sb-bg)", known)) or WHITE
    report = []
    for front, back, least in PAIRS:
        behind = read_colour(_resolve(f"var(--sb-{back})", known), ground)
        colour = read_colour(_resolve(f"var(--sb-{front})", known), behind or ground)
        ratio = contrast(colour, behind) if colour and behind else None
        report.append(Contrast(front, back, ratio, least))
    return report
