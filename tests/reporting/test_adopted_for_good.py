"""What was adopted never changes; and what was taken back later is out of it without a trace."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.reporting.making import (
    COUNTED,
    PICTURE,
    SOUP,
    make_moment,
    make_report,
    make_section,
    markdown_of,
    picture_of,
    quote_of,
    send,
    take_back,
)
from workspace.boards.queries.actors import get_actors
from workspace.db import db, now
from workspace.learning.actions.withdrawing import take_consent_back
from workspace.learning.models import MomentKind
from workspace.learning.models import Testimony as Said
from workspace.learning.queries import get_moment
from workspace.reporting.cli.clearing import clear_drafts
from workspace.reporting.models import FrozenReport, ProgrammeReport, ReportSection


def test_nothing_changes_what_was_adopted(client, adopted, board, tess):
    client.sign_in(tess)
    before, version, address = adopted.frozen, adopted.version, f"/verslagen/{adopted.id}"
    fields = {
        "verversing": {},
        f"geen/{board.id}/hobbel": {"reason": "Nee."},
        "gegevens": {"title": "Anders", "openness": "partners", "version": version},
        "rondsturen": {"react_by": "2090-01-01"},
    }
    for path, sent in fields.items():
        assert client.post(f"{address}/{path}", data=sent).status_code == 409, path
    assert db.session.scalars(select(ProgrammeReport.frozen)).all() == [before]


def test_the_session_refuses_to_change_it(adopted, board):
    report = db.session.get(ProgrammeReport, adopted.id)
    report.title = "Mooier dan het was"
    with pytest.raises(FrozenReport):
        db.session.commit()
    db.session.rollback()
    report = db.session.get(ProgrammeReport, adopted.id)
    report.state = "draft"
    with pytest.raises(FrozenReport):
        db.session.commit()
    db.session.rollback()
    with pytest.raises(FrozenReport):
        db.session.execute(db.update(ProgrammeReport).values(title="Alles anders"))
    db.session.rollback()
    db.session.get(ProgrammeReport, adopted.id)
    with pytest.raises(FrozenReport):
        make_section(adopted, board)
    db.session.rollback()


def test_what_people_said_is_not_in_what_was_frozen(adopted):
    for words in (SOUP, "Mieke", PICTURE, "pan soep"):
        assert words not in adopted.frozen
    for section in json.loads(adopted.frozen)["sections"]:
        assert section["figures"][0]["rows"] == [["=Soep", "12"], ["Brood", "-3"]]
    assert adopted.frozen_hash == sha256(adopted.frozen.encode()).hexdigest()


def test_what_people_said_is_in_no_draft_any_more(client, report, marja):
    section = db.session.scalars(select(ReportSection)).one()
    section.edited, section.edited_from = f"Mieke Jansen zei: {SOUP}", section.drawn
    db.session.commit()
    send(client.sign_in(marja), report)
    left = select(ReportSection.drawn, ReportSection.figures, ReportSection.edited, ReportSection.edited_from)
    assert db.session.execute(left).all() == [("", "[]", None, None)]


def test_a_quote_that_is_taken_back_is_black_and_the_hash_holds(client, adopted, quote, paul):
    client.sign_in(paul)
    assert SOUP in markdown_of(adopted, paul)
    assert "Mieke Jansen" in markdown_of(adopted, paul)
    take_back(quote)
    page = client.get(f"/verslagen/{adopted.id}").text
    paper = markdown_of(adopted, paul)
    for gone in (SOUP, "soep en blijf", "Mieke", "Jansen", PICTURE, "pan soep"):
        assert gone not in page
        assert gone not in paper
    assert "[citaat ingetrokken]" in page
    assert 'class="barred"' in page
    assert "iets ingetrokken op verzoek van wie het zei" in page
    assert "iets ingetrokken op verzoek van wie het zei" in paper
    assert "Dat onthouden wij." in page, "What the writers said themselves stays"
    assert "niet veranderd sinds" in client.get(f"/verslagen/{adopted.id}/controle").text


def test_a_quote_in_the_words_of_the_editors_goes_too(client, board, told, quote, tess, marja, paul):
    report = make_report(board, tess)
    broken = SOUP.replace(" en ", "\nen ")  # lines break where the editor broke them
    make_section(report, board, edited=f"Zoals Mieke Jansen zei: {broken}", edited_from="")
    send(client.sign_in(marja), report)
    page = client.sign_in(paul).get(f"/verslagen/{report.id}").text
    assert "Ik kom voor de soep" in page
    take_back(quote)
    page = client.get(f"/verslagen/{report.id}").text
    assert "Ik kom voor de soep" not in page
    assert "Mieke" not in page


def test_what_was_taken_back_before_never_gets_in(client, board, told, quote, tess, marja, report):
    take_back(quote)
    send(client.sign_in(marja), report)
    assert not db.session.scalar(select(func.count(Said.id)))
    frozen = cast.reloaded(report).frozen
    assert SOUP not in frozen
    assert "Mieke" not in frozen


def test_anybody_can_check_it(client, adopted, paul):
    client.sign_in(paul)
    file = client.get(f"/verslagen/{adopted.id}/vastgesteld.json")
    assert sha256(file.data).hexdigest() == adopted.frozen_hash
    page = client.get(f"/verslagen/{adopted.id}/controle").text
    assert page.count(adopted.frozen_hash) == 2
    assert "niet veranderd sinds" in page


def test_a_change_behind_our_back_is_found(app, client, adopted, paul):
    table = ProgrammeReport.__table__
    changed = adopted.frozen.replace("Brood", "Taart")
    db.session.execute(table.update().where(table.c.id == adopted.id).values(frozen=changed))
    db.session.commit()
    assert "Dit verslag is veranderd" in client.sign_in(paul).get(f"/verslagen/{adopted.id}/controle").text
    result = app.test_cli_runner().invoke(args=["report-check"])
    assert result.exit_code == 1
    assert "CHANGED" in result.output


def test_words_put_in_somebodys_mouth_are_found(app, client, adopted, quote, paul):
    assert app.test_cli_runner().invoke(args=["report-check"]).exit_code == 0
    said = db.session.scalars(select(Said).where(Said.text == SOUP)).first()
    said.text = "Ik kom nooit meer."
    db.session.commit()
    assert "Dit verslag is veranderd" in client.sign_in(paul).get(f"/verslagen/{adopted.id}/controle").text


def test_a_draft_has_nothing_to_check(client, report, tess):
    client.sign_in(tess)
    assert "nog een concept" in client.get(f"/verslagen/{report.id}/controle").text
    assert client.get(f"/verslagen/{report.id}/vastgesteld.json").status_code == 404


def test_a_new_version_has_no_trace_of_what_was_taken_back(client, adopted, quote, tess):
    take_back(quote)
    location = client.sign_in(tess).post(f"/verslagen/{adopted.id}/nieuwe-versie").location
    page = client.get(location).text
    for gone in (SOUP, "Mieke", PICTURE, "[citaat ingetrokken]"):
        assert gone not in page
    assert "Dat onthouden wij." in page


def test_the_figures_are_given_as_csv_that_runs_nothing(client, adopted, paul):
    file = client.sign_in(paul).get(f"/verslagen/{adopted.id}/cijfers/1.csv")
    assert file.mimetype == "text/csv"
    assert file.text.splitlines()[1:] == ["'=Soep;12", "Brood;-3"]
    for number in (0, 2, 999999):
        assert client.get(f"/verslagen/{adopted.id}/cijfers/{number}.csv").status_code == 404


def test_what_the_person_quoted_takes_back_is_out_of_everything(
    app, client, adopted, quote, board, tess, marja, paul
):
    """Through the act itself: the adopted report, and a draft that holds the words in three places."""
    draft = make_report(board, tess)
    words = f"Mieke Jansen zei: {SOUP}"
    section = make_section(
        draft,
        board,
        quote_of(quote),
        picture_of(quote),
        COUNTED,
        drawn=words,
        edited=words,
        edited_from=words,
    )
    (by,) = get_actors([marja.id]).values()
    moment = get_moment(quote.id, by, to_change=True)
    take_consent_back(moment, words=True, picture=True, folder=app.extensions["settings"].files_dir, by=by)
    db.session.commit()
    page = client.sign_in(paul).get(f"/verslagen/{adopted.id}").text
    assert SOUP not in page
    assert "Mieke" not in page
    assert "iets ingetrokken op verzoek" in page
    clear_drafts()
    clear_drafts()
    stored = cast.reloaded(section)
    for text in (stored.drawn, stored.edited, stored.edited_from, stored.figures):
        for gone in (SOUP, "Mieke", PICTURE):
            assert gone not in text
    assert "Wat er is geteld" in stored.figures
    assert "[…]" in stored.edited


def test_a_quote_that_waits_again_stays_in_the_draft_unseen(client, quote, board, tess):
    draft = make_report(board, tess)
    section = make_section(draft, board, quote_of(quote))
    quote.published_at = None
    cast.save(quote)
    make_moment(board, tess, MomentKind.SUCCESS, "Iets anders.", withdrawn_at=now())
    clear_drafts()
    assert SOUP in cast.reloaded(section).figures
    assert SOUP not in client.sign_in(tess).get(f"/verslagen/{draft.id}").text
