"""Rules of the house for templates: what the Content-Security-Policy and people without JavaScript need."""

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

from tests.house.test_house_rules import ROOT, tell

TEMPLATES = ROOT / "templates"
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\{\{.*?\}\}|\{%.*?%\}|\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.DOTALL)
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
SENDS = re.compile(r"\s(?:data-)?hx-(?:get|post|put|patch|delete)\s*=")
# What makes an element do its work without JavaScript.
WORKS_BY_ITSELF = {"a": " href=", "form": " action=", "button": ""}


def templates() -> Iterator[tuple[str, str]]:
    """Yield name and text of every template, without its comments."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield str(path.relative_to(ROOT)), re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)


def found(pattern: str, *, in_tags: bool = True) -> list[str]:
    """Return where this pattern occurs: in the markup itself, or anywhere including expressions."""
    problems = []
    for name, text in templates():
        for place in re.finditer(pattern, JINJA.sub(_blank, text) if in_tags else text, re.IGNORECASE):
            problems.append(f"{name}:{text[: place.start()].count(chr(10)) + 1}: {place[0].strip()}")
    return problems


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "_", match[0])


def test_no_script_or_style_stands_in_a_page():
    tell(
        found(r"<script(?![^>]*\ssrc\s*=)[^>]*>"),
        "put it in a file in static/js; inline script does not run.",
    )
    tell(found(r"<style\b[^>]*>"), "put it in a file in static/css; inline style is not applied.")
    # Messages have no stylesheet of ours, and no policy of a page of ours holds there.
    styled = [place for place in found(r"<[a-z][^>]*\sstyle\s*=") if not place.startswith("templates/email/")]
    tell(styled, "give it a class, and the class its style in static/css.")


def test_no_attribute_holds_script():
    tell(found(r"<[a-z][^>]*\son[a-z]+\s*="), "listen from static/js; event attributes do not run.")
    tell(found(r"(?:data-)?hx-on\b", in_tags=False), "listen from static/js to the events that htmx sends.")
    tell(found(r"javascript:|[\"'\s{]js:", in_tags=False), "send values as fields of the form.")
    tell(
        found(r"hx-trigger\s*=\s*(\"[^\"]*\[|'[^']*\[)", in_tags=False),
        "filter in static/js: a filter fails open.",
    )


def test_nothing_that_people_wrote_is_trusted():
    unsafe = found(r"\|\s*safe\b|\bMarkup\(|autoescape\s+false", in_tags=False)
    tell(unsafe, "print it as it is; rendered Markdown comes out of the model as safe HTML (SafeHtml).")


def test_htmx_sits_on_links_and_forms_that_work_without_it():
    problems = []
    for name, text in templates():
        for tag in TAG.finditer(text):
            element, attributes = tag[1].lower(), f" {tag[2]}"
            if SENDS.search(attributes) and WORKS_BY_ITSELF.get(element, "?") not in attributes:
                problems.append(f"{name}:{text[: tag.start()].count(chr(10)) + 1}: <{element}>")
    tell(problems, "put hx-get on an <a href>, and hx-post on a <form action> or on its <button>.")


def test_templates_import_only_what_they_use():
    parser = Environment(
        autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]
    )
    problems = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = parser.parse(path.read_text())
        used = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
        imported = {
            n[1] if isinstance(n, tuple) else n for i in tree.find_all(nodes.FromImport) for n in i.names
        }
        imported |= {i.target for i in tree.find_all(nodes.Import)}
        problems += [f"{path.relative_to(ROOT)} imports {name}" for name in sorted(imported - used)]
    tell(problems, "remove it from the import.")


def test_each_template_belongs_to_a_feature_or_to_all():
    rooms = {path.name for path in (ROOT / "workspace").iterdir() if (path / "__init__.py").exists()}
    shared = {"layouts", "components", "errors", "email"}
    places = [path.relative_to(TEMPLATES) for path in sorted(TEMPLATES.rglob("*.html"))]
    strays = [f"templates/{place}" for place in places if place.parts[0] not in rooms | shared]
    tell(strays, f"move it to templates/<feature>/ or to one of {', '.join(sorted(shared))}.")
