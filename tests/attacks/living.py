"""Reads a page as a browser does, and tells what of an attacker's text lives in it as more than text."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

MARK = "kwaad"  # in every payload
# Attributes that hold words for people, which may be anything.
WORDS = frozenset(
    {
        "value",
        "content",
        "title",
        "alt",
        "placeholder",
        "label",
        "aria-label",
        "aria-description",
        "data-name",
    }
)
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "cite", "data", "srcset"}
)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# An address of this site, made by us: a text in it is a slug or quoted.
OURS = re.compile(
    r"(/(?![/\\])|[?#]|(https?|webcal)://(localhost|127\.0\.0\.1)(:\d+)?/)[\w./?=&#%+:;,~@!*'()$-]*"
)
SOURCES = re.compile(r"(/static/|/beelden/|/leermomenten/|/bewijs|/[a-z])[\w./-]*|data:image/[\w+;,=%/.-]*")
NEVER = frozenset(
    (
        *(
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "base",
            "math",
            "style",
            "template",
            "noscript",
            "xmp",
        ),
        *("audio", "video", "marquee", "portal", "foreignobject", "animate", "set", "plaintext"),
    )
)
SCRIPTED = frozenset({"style", "srcdoc", "hx-on", "hx-vals", "hx-vars", "hx-headers"})
LOOKS_AGAIN = ("hx-headers", '{"X-Live": "1"}')  # a page that looks again by itself (workspace/live.py)
IDENTITY = frozenset({"id", "name", "for", "class", "hx-target", "hx-trigger", "hx-swap", "form", "list"})


def tree_of(html: str) -> Element:
    """Return what a browser makes of a page or of a fragment."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = html.lstrip()[:9].lower() == "<!doctype"
    tree: Element = parser.parse(html) if whole else parser.parseFragment(html, container="div")
    return tree


def living(html: str, mark: str = MARK) -> list[str]:
    """Return what is wrong in a page into which texts with this mark went; nothing when it is all text."""
    return [wrong for element in tree_of(html).iter() for wrong in _of_element(element, mark)]


def _of_element(element: Element, mark: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        if mark in (element.text or ""):
            yield f"in a comment: {element.text!r}"
        return
    tag = element.tag.rpartition("}")[2].lower()
    if tag in NEVER or mark in tag:
        yield f"<{tag}>"
    if tag == "script" and (
        not str(element.get("src", "")).startswith("/static/") or (element.text or "").strip()
    ):
        yield f"script {element.attrib} {element.text!r}"
    if tag == "meta" and element.get("http-equiv"):
        yield f"meta {element.attrib}"
    if tag == "link" and not OURS.fullmatch(element.get("href", "")):
        yield f"link {element.attrib}"
    for name, value in element.attrib.items():
        yield from _of_attribute(tag, str(name).rpartition("}")[2].lower(), value, mark)


def _of_attribute(tag: str, name: str, value: str, mark: str) -> Iterator[str]:
    said = f"<{tag} {name}={value!r}>"
    if (name, value) == LOOKS_AGAIN:
        return
    if name.startswith(("on", "data-hx-", "hx-on")) or name in SCRIPTED or mark in name:
        yield said
    elif name in ADDRESSES:
        if not (
            OURS.fullmatch(value)
            or (tag == "a" and name == "href" and _leads_on(value))
            or _picture(tag, value)
        ):
            yield said
    elif name in IDENTITY and mark in value.lower():
        # A field is named by its form and what it is about, never by what somebody typed.
        yield said
    elif mark in value.lower() and name not in WORDS and not name.startswith(("data-", "aria-")):
        yield said


def _leads_on(value: str) -> bool:
    # Browsers take no notice of blanks and control characters in front of and inside a scheme.
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", value))
    return scheme is None or scheme[1].lower() in {"http", "https", "mailto"}


def _picture(tag: str, value: str) -> bool:
    return tag in {"img", "image", "use"} and bool(SOURCES.fullmatch(value) or value.startswith("#"))
