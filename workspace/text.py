"""What people type: cleaning it, and turning their Markdown into HTML that can do no harm."""

import re
import unicodedata
from collections.abc import Collection
from html import unescape
from itertools import count

import nh3
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from markdown_it import MarkdownIt
from markupsafe import Markup

ALLOWED_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "code"}
# Everything that is not visible text, except tab and newline; NUL and lone surrogates break databases,
# the last two no XML may hold (feeds, documents).
LINK = re.compile(r'<a href="([^"]*)"')  # as `to_html` writes it
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Nothing to see, so that two names that look the same would be two: joiners of letters and of signs stay.
UNSEEN = re.compile("[\u180e\u200b\u2060-\u2064\ufff9-\ufffb\U000e0000-\U000e007f]")
# Marks upon marks upon a letter stand over the lines around it; no language piles up more than four.
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
TOWER = re.compile(f"({MARKS}{{4}}){MARKS}+")
JOINERS = re.compile("[\u00ad\u200c-\u200f]")

SPECIAL_USE_DOMAIN_NAMES.clear()  # networks of one organisation use .local, and demonstrations .test

_markdown = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}).enable(
    ["emphasis", "list", "link", "linkify", "newline", "blockquote", "backticks", "escape", "autolink"]
)


def clean(text: str) -> str:
    """Return the text in one Unicode form, without control characters, unseen signs, or blank edges."""
    plain = BREAKS.sub("\n", text)
    seen = UNSEEN.sub("", UNPRINTABLE.sub("", plain))
    return TOWER.sub(r"\1", unicodedata.normalize("NFC", seen)).strip()


def clean_name(name: str | None) -> str:
    """Return a name without what joins or parts letters unseen: nobody can be called the same as another."""
    return " ".join(JOINERS.sub("", name or "").split())


def to_html(markdown: str, *, links: bool = True) -> Markup:
    """Return safe HTML for somebody's Markdown: a few tags, links that carry nothing along, no attributes.

    Without links only their words are left.
    """
    html = nh3.clean(
        _markdown.render(markdown),
        tags=ALLOWED_TAGS if links else ALLOWED_TAGS - {"a"},
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )
    return Markup(html)  # noqa: S704 - nh3 has just cleaned it


def links_in(markdown: str) -> list[str]:
    """Return where the links in somebody's Markdown lead, in order, each once."""
    return list(dict.fromkeys(unescape(found) for found in LINK.findall(to_html(markdown))))


def slugify(text: str) -> str:
    """Return text as it may stand in an address: `Zomer in Reek!` becomes `zomer-in-reek`; never empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:80].rstrip("-") or "naamloos"


def email_address(typed: str) -> str:
    """Return an e-mail address in the one form in which it is stored; raise ValueError when it is none.

    Capitals never tell two people apart, and a domain is kept as people read it. Addresses inside one
    organisation (`.local`) are fine; letters outside ASCII before the @ are not, as few servers take them.
    """
    try:
        found = validate_email(clean(typed), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as mistake:
        raise ValueError(str(mistake)) from mistake
    if found.domain.lower().endswith(".invalid"):
        raise ValueError("This domain never exists (RFC 2606): mail to it reaches nobody.")
    return found.normalized.lower()


def free_slug(text: str, taken: Collection[str]) -> str:
    """Return the slug of this text, with a number behind it when it is taken."""
    slug = slugify(text)
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(other for other in numbered if other not in taken)
