"""A chart as bars, drawn as SVG: pages give it colours by class, files bring theirs along."""

from collections.abc import Iterator
from textwrap import wrap

from markupsafe import Markup

from workspace.documents import Chart, printable

WIDE, NARROW = 640, 320  # the widths drawn for pages; files take the wide one
MOST_LABELS = 24  # with more the table says it better
MOST_SERIES = 4
LETTER = 7  # about the width of a letter
LINE, BAR, GAP, BETWEEN = 18, 16, 4, 14
NUMBER_ROOM = 72
SWATCH = 14

# The colours of the light scheme (static/css/theme.css), for a file that has no stylesheet of ours.
COLOURS = Markup(
    "<style>text{font-family:'Samenbord Sans';font-size:13px;fill:#1f2426}"
    ".bars__number{font-weight:700}.bars__axis{stroke:#6b675f}"
    ".bars__bar{stroke:#00626b;fill:#00626b}.bars__bar--1{fill:#e2f0ef}"
    ".bars__bar--2{fill:#1f2426;stroke:#1f2426}.bars__bar--3{fill:#fff}</style>"
)


def can_be_drawn(chart: Chart) -> bool:
    """Tell whether a chart has bars that say something; its table says it always."""
    counts = [number for _name, numbers in chart.series for number in numbers]
    return bool(any(counts)) and len(chart.labels) <= MOST_LABELS and len(chart.series) <= MOST_SERIES


def title_of(chart: Chart) -> str:
    """Return the name of a chart with what it counts."""
    return f"{chart.caption} ({chart.unit})" if chart.unit else chart.caption


def svg_of(chart: Chart, width: int = WIDE, *, alone: bool = False) -> Markup:
    """Return the chart as SVG of this many pixels wide; `alone` brings its colours, for a file.

    Every bar has its number beside it, and the order of the series is that of the names above, so that
    nothing hangs on colour.
    """
    parts = list(_drawn(chart, width))
    height = max((bottom for _part, bottom in parts), default=0) + GAP
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="img">'
        "<title>{}</title>{}{}</svg>"
    ).format(
        width,
        height,
        width,
        height,
        describe(chart),
        COLOURS if alone else "",
        Markup("").join(part for part, _bottom in parts),
    )


def describe(chart: Chart) -> str:
    """Return the chart in words: its name, and each number with what it counts."""
    said = []
    for name, numbers in chart.series:
        counted = ", ".join(
            f"{label}: {'–' if number is None else number}"
            for label, number in zip(chart.labels, numbers, strict=True)
        )
        said.append(f"{name}: {counted}" if name and len(chart.series) > 1 else counted)
    return " ".join(printable(f"{title_of(chart)}. {'; '.join(said)}.").split())


def _drawn(chart: Chart, width: int) -> Iterator[tuple[Markup, int]]:
    """Yield each piece of the drawing with how far down it reaches."""
    top = 0
    if len(chart.series) > 1:
        for place, (name, _numbers) in enumerate(chart.series):
            yield _bar(place, 1, top + 2, SWATCH), top + LINE
            yield _word(SWATCH + 8, top + 14, name), top + LINE
            top += LINE
        top += BETWEEN - GAP
    first = top
    highest = max((number or 0 for _name, numbers in chart.series for number in numbers), default=0) or 1
    room = width - NUMBER_ROOM
    for row, label in enumerate(chart.labels):
        for line in wrap(" ".join(printable(label).split()), width // LETTER)[:3]:
            yield _word(6, top + 14, line), top + LINE
            top += LINE
        for place, (_name, numbers) in enumerate(chart.series):
            long = round(room * max(numbers[row] or 0, 0) / highest, 1)
            if long:
                yield _bar(place, 1, top, long), top + BAR
            shown = "–" if numbers[row] is None else str(numbers[row])
            yield _word(long + 8, top + 13, shown, "bars__number"), top + BAR
            top += BAR + GAP
        top += BETWEEN - GAP
    yield Markup('<path class="bars__axis" d="M1 {}V{}"/>').format(first, top - BETWEEN + GAP), top - BETWEEN


def _bar(place: int, x: float, y: float, long: float) -> Markup:
    return Markup('<rect class="bars__bar bars__bar--{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        place, x, y, long, SWATCH
    )


def _word(x: float, y: float, text: str, kind: str = "bars__word") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        kind, x, y, " ".join(printable(text).split())
    )
