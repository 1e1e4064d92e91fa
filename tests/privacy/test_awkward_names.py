"""Somebody is forgotten whose name is a word as well: their texts, and those of others, stay whole."""

import pytest

from tests import cast
from tests.privacy.test_be_forgotten import forget
from workspace.db import db
from workspace.mail.models import OutgoingMail
from workspace.privacy.queries.awkward_names import OFTEN, is_a_word
from workspace.privacy.queries.names import names_in_drafts_out

PLAIN = "De zon schijnt niet. Wil jij a.u.b. met de buurt mee? Zon en regen. Niet doen! de tuin is van ons"
WORDS = ["Zon", "zon", "de", "De", "DE", "niet", "Wil", "A", "van", "De Zon", "ik ben", "...", "(.*)", "7"]


def called(user, name):
    user.name = name
    db.session.commit()
    return user


@pytest.mark.parametrize("name", WORDS)
def test_a_name_that_is_a_word_spoils_no_text(app, initiative, nico, rachida, name):
    called(nico, name)
    own = cast.make_comment(initiative, nico, PLAIN)
    others = cast.make_comment(initiative, rachida, PLAIN)
    letter = cast.save(
        OutgoingMail(message_id="m", recipient=rachida.email, subject="Nieuws", text=PLAIN, locale="nl")
    )
    forget(nico)
    assert cast.reloaded(own).body == PLAIN
    assert cast.reloaded(others).body == PLAIN
    assert cast.reloaded(letter).text == PLAIN


@pytest.mark.parametrize(
    "said", ["Ik ben {}, en ik doe mee.", "Doe maar.\n\nGroetjes, {}", "Leuk!\n{}", "Mijn naam is {}."]
)
@pytest.mark.parametrize("name", ["Zon", "de", "Wil"])
def test_it_goes_where_they_say_who_they_are(app, initiative, nico, name, said):
    called(nico, name)
    own = cast.make_comment(initiative, nico, said.format(name))
    forget(nico)
    assert cast.reloaded(own).body == said.format("oud-deelnemer")


def test_a_name_of_one_word_goes_as_people_write_it(app, initiative, nico, rachida):
    called(nico, "kees")
    own = cast.make_comment(initiative, nico, "Vraag kees, Kees of KEES; Keesje niet")
    letter = cast.save(
        OutgoingMail(
            message_id="m",
            recipient=rachida.email,
            subject="kees doet mee",
            text="kees en kees Jansen",
            locale="nl",
        )
    )
    forget(nico)
    assert cast.reloaded(own).body == "Vraag oud-deelnemer, oud-deelnemer of oud-deelnemer; Keesje niet"
    kept = cast.reloaded(letter)
    assert (kept.subject, kept.text) == ("oud-deelnemer doet mee", "oud-deelnemer en kees Jansen")


def test_what_others_often_write_in_small_letters_is_a_word(app, initiative, nico, rachida):
    called(nico, "Roos")
    for _ in range(OFTEN - 1):
        cast.make_comment(initiative, rachida, "Een roos voor de tuin")
    assert not is_a_word("Roos", user_id=nico.id)
    cast.make_comment(initiative, nico, "Een roos, roos, roos")  # nobody makes their own name a word
    assert not is_a_word("Roos", user_id=nico.id)
    cast.make_comment(initiative, rachida, "Weer een roos, Rozenrood")
    assert is_a_word("Roos", user_id=nico.id)
    for _ in range(OFTEN):
        cast.make_comment(initiative, rachida, "Volgens Roos kan het")
    assert not is_a_word("Roos", user_id=nico.id)  # a name that some write in haste


def test_a_first_name_that_is_a_word_goes_with_the_rest_of_the_name(app, initiative, nico):
    called(nico, "Wil Verhoeven")
    own = cast.make_comment(initiative, nico, "Wil je mee? Bel Wil Verhoeven, of vraag Verhoeven")
    forget(nico)
    assert cast.reloaded(own).body == "Wil je mee? Bel oud-deelnemer, of vraag oud-deelnemer"


def test_a_draft_loses_the_name_only_beside_words_of_theirs(app, nico):
    rename = names_in_drafts_out({"Zon", "Ria Smits", ""}, "oud-deelnemer", user_id=nico.id)
    drawn = '{"said": "De Zon schijnt voor Ria Smits", "by": "Zon"} Mooi – Zon.'
    wanted = '{"said": "De Zon schijnt voor oud-deelnemer", "by": "oud-deelnemer"} Mooi – oud-deelnemer.'
    assert rename(drawn) == wanted
