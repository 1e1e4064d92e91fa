"""The same history, read by who may see all of it and by who may see less."""

import pytest
from sqlalchemy.exc import NoResultFound

from tests.cast import make_board, make_initiative, save
from tests.histories.conftest import ask, draw_thread, place, reflect
from workspace.access import VISITOR
from workspace.boards.queries.actors import get_actors
from workspace.db import now
from workspace.documents import Beside, Heading, Quote
from workspace.histories.queries import get_history, read_whole_history
from workspace.histories.words import history_document
from workspace.learning.models import MomentKind
from workspace.programmes.models import Openness


def read(history, person=None):
    actor = get_actors([person.id])[person.id] if person else VISITOR
    return read_whole_history(get_history(history.id, actor), actor)


def told(history, person=None):
    return [moment.what for moment in read(history, person).moments]


def test_a_visitor_sees_fewer_moments_and_no_holes(history, catch, programme, board, rachida, paul):
    closed = make_board("Onder ons", programme, openness=Openness.PARTNERS)
    hidden = make_initiative("Geheim", board, rachida, visibility="partners")
    place(
        history,
        catch("Iedereen kwam."),
        catch("Onder partners.", openness=Openness.PARTNERS),
        catch("Op een besloten bord.", board_id=closed.id),
        catch("Bij een besloten initiatief.", initiative_id=hidden.id),
        catch("Teruggenomen.", withdrawn_at=now()),
        catch("Nog niet goedgekeurd.", MomentKind.QUOTE, published_at=None),
        catch("En het smaakte."),
    )
    assert told(history) == ["Iedereen kwam.", "En het smaakte."]
    assert told(history, paul) == [
        "Iedereen kwam.",
        "Onder partners.",
        "Op een besloten bord.",
        "Bij een besloten initiatief.",
        "En het smaakte.",
    ]


def test_a_question_caught_as_a_moment_goes_with_it(history, catch, paul):
    inside = catch("Wie betaalt dit?", MomentKind.QUESTION, openness=Openness.PARTNERS)
    gone = catch("Wie ruimt op?", MomentKind.QUESTION, withdrawn_at=now())
    ask(history, "Wie neemt het over?")
    ask(history, "Wie betaalt dit?", moment_id=inside.id, position=1)
    ask(history, "Wie ruimt op?", moment_id=gone.id, position=2)
    assert [question.text for question in read(history).questions] == ["Wie neemt het over?"]
    assert [question.text for question in read(history, paul).questions] == [
        "Wie neemt het over?",
        "Wie betaalt dit?",
    ]


def test_reflections_and_threads_for_partners_stay_with_partners(history, catch, tess, paul):
    moment = catch("De sleutel was weg.", MomentKind.OBSTACLE)
    place(history, moment)
    reflect(moment, paul, "Dat zagen wij ook.")
    reflect(moment, paul, "Zeg het niet verder.", Openness.PARTNERS)
    draw_thread("Sleutels", tess, moment)
    draw_thread("Onder ons", tess, moment, openness=Openness.PARTNERS)
    draw_thread("Weg", tess, moment, removed_at=now())
    shown = next(read(history).moments)
    assert [said.body for said in shown.reflections] == ["Dat zagen wij ook."]
    assert [thread.title for thread in shown.threads] == ["Sleutels"]
    shown = next(read(history, paul).moments)
    assert len(shown.reflections) == 2
    assert [thread.title for thread in read(history, paul).threads] == ["Sleutels", "Onder ons"]


@pytest.mark.parametrize(
    ("published", "openness", "sees"),
    [(False, "public", False), (True, "partners", False), (True, "public", True)],
)
def test_a_visitor_reads_what_was_published_for_everybody(history, published, openness, sees):
    history.published_at, history.openness = now() if published else None, Openness(openness)
    save(history)
    if sees:
        assert read(history).title == "Hoe 2019 ging"
    else:
        with pytest.raises(NoResultFound):
            read(history)


def test_who_may_write_reads_a_draft_and_partners_do_not(history, karin, tess, paul):
    history.published_at = None
    save(history)
    assert read(history, karin).title == read(history, tess).title
    with pytest.raises(NoResultFound):
        read(history, paul)


def test_a_question_stands_beside_what_it_follows_on(history, catch):
    place(history, catch("Soep!"), catch("En morgen?", MomentKind.QUESTION), catch("Brood!"))
    chapter = read(history).chapters[0]
    assert [(p.moment.what if p.moment else "", [q.what for q in p.questions]) for p in chapter.passages] == [
        ("", []),
        ("Soep!", ["En morgen?"]),
        ("Brood!", []),
    ]


def test_a_question_of_which_people_made_something_stands_in_the_story(history, catch, paul, client):
    question = catch("En morgen?", MomentKind.QUESTION)
    place(history, catch("Soep!"), question)
    reflect(question, paul, "Wij koken.", Openness.PARTNERS)
    inside = read(history, paul).chapters[0].passages[-1]
    assert inside.moment.what == "En morgen?"
    assert inside.has_margin
    assert read(history).chapters[0].passages[-1].moment.what == "Soep!"
    page = client.sign_in(paul).get(f"/leergeschiedenissen/{history.id}").text
    assert page.index("Wij koken.") < page.index("Alleen voor partners")
    assert "Wij koken." not in client.sign_out().get(f"/leergeschiedenissen/{history.id}").text


def test_two_hundred_moments_take_as_many_queries_as_two(history, catch, queries, tess, paul):
    counts = []
    for more in (2, 198):
        moments = [catch(f"Moment {number}") for number in range(more)]
        place(history, *moments)
        for moment in moments[:20]:
            reflect(moment, paul, "Mooi.")
        draw_thread("Soep", tess, *moments[:20])
        ask(history, "Hoe verder?")
        queries.clear()
        whole = read(history)
        counts.append(len(queries))
    assert len(list(whole.moments)) == 200
    assert counts[0] == counts[1] <= 8, queries


def test_a_document_holds_the_story_with_what_stands_beside_it(history, catch, tess, paul):
    quote = catch(
        "Ik kom voor de soep.", MomentKind.QUOTE, said_by="Mien", said_as="bezoeker", is_role_only=True
    )
    place(history, quote)
    reflect(quote, paul, "Zo is het.")
    draw_thread("Eten verbindt", tess, quote)
    ask(history, "Wie kookt straks?")
    document = history_document(read(history))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Het begin", "Rode draden", "Vragen voor de volgende fase"]
    beside = next(block for block in document.blocks if isinstance(block, Beside))
    assert beside.story == (Quote("Ik kom voor de soep.", "bezoeker", quote.id),)
    assert isinstance(beside.margin[0], Quote)
    assert beside.margin[0].text == "Zo is het."
    assert "Mien" not in str(document)
