"""Text that people type stays text, wherever it was typed and wherever it is shown."""

import html5lib
import pytest
from markupsafe import Markup

from tests.attacks.living import living, tree_of
from tests.attacks.tries import corpus
from workspace.text import ALLOWED_TAGS, clean, to_html

SCRIPT = corpus("script")
AROUND = (
    *("{}", "[{}](https://example.nl)", "[x]({})", "<{}>", "> {}", "* {}", "1. {}", "**{}**", "`{}`", "\\{}"),
    *(
        "x {}\n{}",
        '[a]({} "{}")',
        "![{}]({})",
        "https://example.nl/{}",
        "mailto:a@example.nl?{}",
        "{}\n===",
        "&{};",
    ),
)


@pytest.mark.once
@pytest.mark.parametrize("links", [True, False])
def test_markdown_becomes_a_few_tags_and_nothing_else(tries, links):
    allowed = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "code", "DOCUMENT_FRAGMENT"}
    assert allowed >= ALLOWED_TAGS
    for payload in SCRIPT:
        for around in AROUND:
            html = to_html(clean(around.replace("{}", payload)), links=links)
            assert isinstance(html, Markup)
            for element in tree_of(html).iter():
                assert element.tag in allowed, (payload, html)
                assert set(element.attrib) <= ({"href", "rel"} if links else set()), (payload, html)
            assert living(html) == [], (payload, html)
            tries.add()


@pytest.mark.once
def test_it_reads_the_same_the_second_time(tries):
    """What changes when a browser writes it out and reads it again is how a cleaner is led astray (mXSS)."""
    for payload in SCRIPT:
        first = str(to_html(clean(payload)))
        again = html5lib.serialize(
            tree_of(first), tree="etree", quote_attr_values="always", omit_optional_tags=False
        )
        assert living(again) == [], (payload, again)
        assert [e.tag for e in tree_of(again).iter()] == [e.tag for e in tree_of(first).iter()]
        tries.add()
