"""What people do: say something, answer, read on."""

import json

import pytest
from sqlalchemy import update

from tests import cast
from tests.client import HTMX
from workspace.accounts.models import User
from workspace.activity.models import BoardPulse, Event
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import PAGE
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.organisations.models import Membership


def talk(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


def counters(initiative: Initiative) -> tuple[int, int]:
    fresh = cast.reloaded(initiative)
    return fresh.comment_count, fresh.partner_comment_count


def the_comment() -> Comment:
    return db.session.query(Comment).order_by(Comment.id.desc()).first()


def test_a_neighbour_says_something_and_comes_back_to_it(client, initiative, nico):
    answer = client.sign_in(nico).post(talk(initiative), data={"body": "Ik help **graag** mee."})
    comment = the_comment()
    assert answer.status_code == 303
    assert answer.location == f"/initiatieven/{initiative.id}-soep-op-dinsdag#reactie-{comment.id}"
    assert (comment.role, comment.organisation_id, comment.audience) == ("resident", None, "public")
    page = client.get(talk(initiative))
    assert "<strong>graag</strong>" in page.text
    assert counters(initiative) == (1, 0)


def test_with_htmx_the_talk_comes_back_with_the_new_comment_and_an_empty_form(client, initiative, nico):
    answer = client.sign_in(nico).post(talk(initiative), data={"body": "Goed plan!"}, headers=HTMX)
    comment = the_comment()
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="section" id="reacties"')
    assert f'id="reactie-{comment.id}"' in answer.text
    assert answer.text.count("Goed plan!") == 1
    assert '<span class="count">1</span>' in answer.text
    assert json.loads(answer.headers["HX-Trigger"])["focus-on"] == f"#reactie-{comment.id}"


def test_the_role_and_organisation_stay_as_they_were(client, initiative, rik, welfare):
    client.sign_in(rik).post(talk(initiative), data={"body": "Wij doen mee."})
    for membership in db.session.query(Membership).filter_by(user_id=rik.id):
        db.session.delete(membership)
    db.session.commit()
    page = client.get(talk(initiative)).text
    assert "vertegenwoordiger" in page
    assert "Welzijn Linde" in page


def test_sending_twice_says_it_once(client, initiative, nico):
    client.sign_in(nico)
    answers = [client.post(talk(initiative), data={"body": "Ja!", "once": "een"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert counters(initiative) == (1, 0)


@pytest.mark.parametrize("body", ["", "   \n ", "\x00\x07", "\u200b", "> ", "x" * 5001])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nothing_or_too_much_is_refused_in_words(client, initiative, nico, body, headers):
    answer = client.sign_in(nico).post(talk(initiative), data={"body": body}, headers=headers)
    assert answer.status_code == 422
    assert ("Maak de tekst korter" if len(body) > 5000 else "Schrijf eerst uw reactie.") in answer.text
    assert body.strip() == "" or len(body) < 10 or body in answer.text
    assert counters(initiative) == (0, 0)
    assert answer.headers.get("HX-Retarget") == ("#reageren" if headers else None)


def test_control_characters_are_left_out(client, initiative, nico):
    client.sign_in(nico).post(talk(initiative), data={"body": "Goed\x00 plan\x1b\u202e!"})
    assert the_comment().body == "Goed plan!"


def test_what_people_write_does_no_harm(client, initiative, nico):
    client.sign_in(nico).post(
        talk(initiative), data={"body": '<div hx-get="/x">a</div>[klik](javascript:alert(1)) <b onclick=x>'}
    )
    page = client.get(talk(initiative)).text
    assert '<div hx-get="/x">' not in page
    assert 'href="javascript' not in page
    assert '<div class="prose" hx-disable>' in page


def test_an_ended_initiative_may_still_be_talked_about(client, initiative, nico):
    initiative.stage = "completed"
    db.session.commit()
    assert client.sign_in(nico).post(talk(initiative), data={"body": "Wat leerden we?"}).status_code == 303


def test_what_is_out_of_sight_is_not_talked_about(client, initiative, nico):
    initiative.visibility = Visibility.PARTNERS
    db.session.commit()
    client.sign_in(nico)
    assert client.get(talk(initiative)).status_code == 404
    assert client.post(talk(initiative), data={"body": "Hallo"}).status_code == 404
    assert client.get("/initiatieven/99999/reacties").status_code == 404


def test_partners_choose_who_reads_and_others_are_not_asked(client, initiative, nico, paul):
    assert "Wie mag dit lezen?" not in client.sign_in(nico).get(talk(initiative)).text
    assert "Wie mag dit lezen?" in client.sign_in(paul).get(talk(initiative)).text
    client.post(talk(initiative), data={"body": "Onder ons.", "audience": "partners"})
    assert the_comment().audience == Audience.PARTNERS
    assert counters(initiative) == (0, 1)


def test_a_forged_choice_of_readers_is_refused(client, initiative, paul):
    client.sign_in(paul)
    answer = client.post(talk(initiative), data={"body": "x", "audience": "raad"})
    assert answer.status_code == 422
    assert "Kies wie dit mag lezen." in answer.text


def test_a_resident_who_forges_the_choice_speaks_in_public(client, initiative, nico):
    client.sign_in(nico).post(talk(initiative), data={"body": "x", "audience": "partners"})
    assert the_comment().audience == Audience.PUBLIC


def test_an_answer_stands_under_what_it_answers(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico, "Hoe laat begint het?")
    address = f"{talk(initiative)}/{comment.id}/antwoorden"
    assert "Uw antwoord" in client.sign_in(karin).get(address).text
    answer = client.post(address, data={"body": "Om zes uur."})
    reply = the_comment()
    assert answer.location == f"{talk(initiative)}/{comment.id}#reactie-{reply.id}"
    assert (reply.parent_id, reply.role) == (comment.id, "theme_lead")
    assert cast.reloaded(comment).reply_count == 1
    assert "Om zes uur." in client.get(talk(initiative)).text


def test_with_htmx_the_form_opens_in_place_and_the_answer_too(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico)
    address = f"{talk(initiative)}/{comment.id}/antwoorden"
    form = client.sign_in(karin).get(address, headers=HTMX)
    assert form.text.lstrip().startswith(f'<div class="box flow" id="antwoord-{comment.id}">')
    empty = client.post(address, data={"body": ""}, headers=HTMX)
    assert (empty.status_code, empty.headers["HX-Retarget"]) == (422, f"#antwoord-{comment.id}")
    answer = client.post(address, data={"body": "Fijn."}, headers=HTMX)
    assert f'id="reactie-{comment.id}"' in answer.text
    assert "Fijn." in answer.text


def test_nobody_answers_an_answer(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico)
    reply = cast.make_comment(initiative, karin, parent_id=comment.id)
    address = f"{talk(initiative)}/{reply.id}/antwoorden"
    assert client.sign_in(nico).post(address, data={"body": "Ja"}).status_code == 403
    assert client.get(address).status_code == 403


def test_the_number_of_a_comment_elsewhere_is_not_found(client, initiative, board, nico, rachida):
    other = cast.make_initiative("Iets anders", board, rachida)
    comment = cast.make_comment(other, nico)
    client.sign_in(nico)
    for end in ("", "/antwoorden", "/wijziging", "/verwijdering"):
        assert client.get(f"{talk(initiative)}/{comment.id}{end}").status_code == 404
        assert client.post(f"{talk(initiative)}/{comment.id}{end}", data={"body": "x"}).status_code in {
            404,
            405,
        }


def test_a_long_talk_is_read_in_parts_without_a_gap(client, initiative, nico):
    ids = [cast.make_comment(initiative, nico, f"Nummer {n}.").id for n in range(PAGE * 2 + 5)]
    seen, after = [], ""
    for _ in range(3):
        page = client.get(talk(initiative) + after).text
        seen += [i for i in ids if f'id="reactie-{i}"' in page]
        after = f"?na={seen[-1]}"
        assert ("Toon meer reacties" in page) == (len(seen) < len(ids))
    assert seen == ids


def test_a_new_comment_in_a_long_talk_is_shown_on_its_own_page(client, initiative, nico):
    for n in range(PAGE + 1):
        cast.make_comment(initiative, nico, f"Nummer {n}.")
    answer = client.sign_in(nico).post(talk(initiative), data={"body": "De laatste"}, headers=HTMX)
    address = f"{talk(initiative)}/{the_comment().id}"
    assert answer.headers["HX-Redirect"] == f"{address}#reactie-{the_comment().id}"
    assert "De laatste" in client.get(address).text


def test_three_answers_are_shown_and_the_others_on_demand(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico, reply_count=60)
    for n in range(60):
        cast.make_comment(initiative, karin, f"Antwoord nummer {n}.", parent_id=comment.id)
    page = client.get(talk(initiative)).text
    assert "Antwoord nummer 2." in page
    assert "Antwoord nummer 3." not in page
    assert "Toon alle antwoorden (60)" in page
    more = client.get(f"{talk(initiative)}/{comment.id}", headers=HTMX).text
    assert more.count("Antwoord nummer") == 50
    assert "Toon de volgende antwoorden" in more
    last = db.session.query(Comment.id).filter(Comment.body == "Antwoord nummer 49.").scalar()
    assert client.get(f"{talk(initiative)}/{comment.id}?na={last}").text.count("Antwoord nummer") == 10


def test_the_talk_takes_as_many_queries_for_many_comments_as_for_one(client, initiative, nico, queries):
    def count() -> int:
        queries.clear()
        assert client.get(talk(initiative)).status_code == 200
        return len(queries)

    first = cast.make_comment(initiative, nico, reply_count=1)
    cast.make_comment(initiative, nico, parent_id=first.id)
    before = count()
    for n in range(15):
        comment = cast.make_comment(initiative, nico, f"Nummer {n}", reply_count=4)
        for _ in range(4):
            cast.make_comment(initiative, nico, parent_id=comment.id)
    assert count() == before <= 4


def test_a_comment_is_an_event_and_makes_the_board_beat(client, initiative, board, nico):
    client.sign_in(nico).post(talk(initiative), data={"body": "Ja"})
    event = db.session.query(Event).one()
    assert (event.verb, event.subject_id, event.is_public) == ("comment_posted", the_comment().id, True)
    assert "Ja" not in str(event.details)
    assert db.session.get(BoardPulse, board.id).public_version == 2


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "1.5", ""])
def test_a_strange_place_to_read_on_from_is_the_start_or_the_end(client, initiative, nico, after):
    cast.make_comment(initiative, nico)
    assert client.get(f"{talk(initiative)}?na={after}").status_code == 200


def test_a_number_beyond_all_numbers_is_not_found(client, initiative, nico):
    client.sign_in(nico)
    assert client.get(f"/initiatieven/{'9' * 30}/reacties").status_code == 404
    assert client.get(f"{talk(initiative)}/{'9' * 30}").status_code == 404


def test_what_is_kept_between_requests_is_never_out_of_date(client, initiative, nico, karin):
    comment = cast.make_comment(initiative, nico, "Goed plan.")
    assert "Weghalen" not in client.get(talk(initiative)).text
    assert "Weghalen" in client.sign_in(karin).get(talk(initiative)).text
    cast.make_comment(initiative, karin, "Dank.", parent_id=comment.id, role="theme_lead")
    db.session.execute(update(Comment).where(Comment.id == comment.id).values(reply_count=1))
    db.session.execute(update(User).where(User.id == nico.id).values(name="Nico Vos"))
    db.session.commit()
    page = client.get(talk(initiative)).text
    assert "Dank." in page
    assert "Nico Vos" in page
    assert "Weghalen" not in client.sign_out().get(talk(initiative)).text
    assert 'lang="en"' in client.get(f"{talk(initiative)}?taal=en").text
