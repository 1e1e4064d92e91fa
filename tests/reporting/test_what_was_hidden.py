"""A moment that moderators hid: out of drafts, blacked out in what was adopted, and back when it is shown."""

from tests import cast
from tests.reporting.making import SOUP, adopt, markdown_of
from workspace.boards.queries.actors import get_actors
from workspace.db import db
from workspace.initiatives.models import ReportReason
from workspace.learning.actions.hiding import hide_learned, show_learned
from workspace.learning.models import ConsentAnswer, QuoteConsent
from workspace.learning.models import Testimony as Said
from workspace.learning.queries import get_moment
from workspace.reporting.queries.checks import check_report


def _hide(moment, who):
    (actor,) = get_actors([who.id]).values()
    held = get_moment(moment.id, actor, to_change=True)
    hide_learned(held, moment=held, because=ReportReason.PRIVACY, author=(held.role,), by=actor)
    db.session.commit()


def _show(moment, who):
    (actor,) = get_actors([who.id]).values()
    held = get_moment(moment.id, actor, to_change=True)
    show_learned(held, moment=held, by=actor)
    db.session.commit()


def test_a_draft_quotes_it_no_more_as_long_as_it_is_hidden(report, quote, tess, marja):
    cast.save(
        QuoteConsent(moment_id=quote.id, shown_text=SOUP, shown_as="Mieke Jansen, vrijwilliger", answer="yes")
    )
    assert SOUP in markdown_of(report, tess)
    _hide(quote, marja)
    seen = markdown_of(report, tess)
    assert SOUP not in seen
    assert "Mieke" not in seen
    _show(quote, marja)
    assert SOUP in markdown_of(report, tess)


def test_what_was_adopted_stays_frozen_says_so_and_can_be_checked(client, adopted, quote, tess, marja):
    consent = QuoteConsent(moment_id=quote.id, shown_text=SOUP, shown_as="Mieke Jansen, vrijwilliger")
    consent.answer = ConsentAnswer.YES
    cast.save(consent)
    before = adopted.frozen
    assert SOUP in markdown_of(adopted, tess)
    _hide(quote, marja)
    seen = markdown_of(adopted, tess)
    assert SOUP not in seen
    assert "Mieke" not in seen
    assert "iets verborgen na een melding" in seen
    assert "ingetrokken op verzoek" not in seen
    assert "iets verborgen na een melding" in client.sign_in(tess).get(f"/verslagen/{adopted.id}").text
    kept = cast.reloaded(adopted)
    assert kept.frozen == before
    checked = check_report(kept)
    assert checked is not None
    assert checked.is_unchanged
    assert db.session.query(Said).filter(Said.salt.is_(None)).count() == 0
    _show(quote, marja)
    seen = markdown_of(adopted, tess)
    assert SOUP in seen
    assert "verborgen" not in seen


def test_one_adopted_while_it_is_hidden_never_holds_it(client, report, quote, tess, marja):
    _hide(quote, marja)
    assert client.sign_in(marja).open(method="POST", **adopt(report)).status_code == 303
    assert SOUP not in markdown_of(cast.reloaded(report), tess)
