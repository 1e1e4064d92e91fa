"""Rules of the house for the look: what a first visit weighs, and that names used are names that exist."""

import re
from pathlib import Path

from tests.house.test_house_rules import ROOT, tell
from workspace.static_files import StaticFiles

FIRST_VISIT = (
    "css/theme.css",
    "css/all.css",
    "js/app.js",
    "vendor/htmx-2.0.11.min.js",
    "icons.svg",
    "favicon.svg",
    "fonts/samenbord-sans-dutch-1.woff2",
)
# A board is the heaviest page: its own script, and its HTML as a proxy compresses it.
BOARD_SCRIPT = "vendor/idiomorph-ext-0.8.0.min.js"
BOARD_HTML = 7_500
BUDGET = 60 * 1024
ICON = re.compile(r"""\bicon(?:_name=|\()\s*["']([\w-]+)["']|\{\s*icon\(\s*["']([\w-]+)["']""")
CLASSES = re.compile(r'\sclass="([^"]*)"')
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# Read by scripts or set for tests, without a look of their own.
NO_LOOK = {"opened", "theme"}


def templates() -> list[tuple[Path, str]]:
    return [(path, path.read_text()) for path in sorted((ROOT / "templates").rglob("*.html"))]


def test_a_first_visit_weighs_at_most_sixty_kilobytes(tmp_path):
    static = StaticFiles(ROOT / "static", tmp_path, {})

    def weight(name: str) -> int:
        served = tmp_path / static.url(name).removeprefix("/static/")
        compressed = served.with_name(f"{served.name}.br")
        return (compressed if compressed.exists() else served).stat().st_size

    total = sum(weight(name) for name in (*FIRST_VISIT, BOARD_SCRIPT)) + BOARD_HTML
    assert total <= BUDGET, f"A first visit to a board weighs {total} bytes: make styles or scripts smaller."


def test_style_sheets_name_their_fonts_as_they_are_served(tmp_path):
    static = StaticFiles(ROOT / "static", tmp_path, {})
    styles = (tmp_path / static.url("css/all.css").removeprefix("/static/")).read_text()
    fonts = re.findall(r'url\("([^"]+)"\)', styles)
    assert fonts
    for font in fonts:
        assert (tmp_path / font.removeprefix("/static/")).exists()


def test_every_icon_that_is_used_exists():
    known = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    unknown = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in templates()
        for found in ICON.findall(text)
        for name in found
        if name and name not in known
    ]
    tell(unknown, "choose a name from static/icons.svg, or add the icon there.")


def test_every_class_that_is_used_has_a_look():
    styles = "".join(path.read_text() for path in (ROOT / "static/css").rglob("*.css"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", styles)) | NO_LOOK
    unknown = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in templates()
        if path.parts[-2] != "email"
        for names in CLASSES.findall(JINJA.sub("{}", text))
        for name in names.split()
        if "{}" not in name and name not in known
    ]
    tell(unknown, "choose a class from templates/components/README.md, or give it a look in static/css.")
