"""Who is quoted sees the words first, by a link, and can always take them back."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from tests import cast
from tests.learning.quoting import (
    WORDS,
    answer,
    ask,
    consent_of,
    key_in_the_last_letter,
    read,
    stored,
    told,
    version_of,
)
from workspace.db import db
from workspace.learning import models
from workspace.mail.models import OutgoingMail
from workspace.programmes.models import Openness


def test_a_letter_holds_the_link_and_none_of_the_words(client, quote, karin, key):
    letter = read(select(OutgoingMail))
    assert letter.recipient == "mieke@example.nl"
    assert letter.subject == "Mag Karin opschrijven wat u zei?"
    assert "soep" not in letter.text
    assert "Dan wordt er niets getoond." in letter.text
    kept = consent_of(quote)
    assert kept.key_hash == sha256(key.encode()).hexdigest()
    assert key not in "".join(str(value) for value in vars(kept).values())


def test_who_holds_the_link_sees_exactly_what_will_stand_there(client, quote, key):
    page = client.get(f"/citaat/{key}")
    assert WORDS in page.text
    assert "Daarbij staat: Mieke Jansen, vrijwilliger" in page.text
    assert "Karin hoorde u dit zeggen" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    quote = stored(quote)
    quote.is_role_only = True
    db.session.commit()
    assert "Jansen" not in client.get(f"/citaat/{key}").text


def test_without_an_answer_nobody_else_sees_it(client, quote, key, paul):
    for page in (client.sign_out(), client.sign_in(paul)):
        assert page.get(f"/leermomenten/{quote.id}").status_code == 404
        assert WORDS not in page.get("/programmas/samen-in-linde/leermomenten").text


def test_a_yes_publishes_it_and_tells_who_caught_it(client, quote, key, karin):
    asked = answer(client, key, "ja", quote)
    assert asked.location == f"/citaat/{key}"
    assert "Uw antwoord: ja" in client.get(asked.location).text
    assert WORDS in client.get(f"/leermomenten/{quote.id}").text
    assert told()[-2:] == ["moment_caught", "quote_answered"]
    assert answer(client, key, "ja", quote).status_code == 303  # said twice is said once
    assert told().count("moment_caught") == 1


def test_a_no_keeps_it_out_of_sight_and_can_become_a_yes(client, quote, key):
    answer(client, key, "nee", quote)
    assert client.get(f"/leermomenten/{quote.id}").status_code == 404
    assert consent_of(quote).email == ""  # as the letter promised
    answer(client, key, "ja", quote)
    assert client.get(f"/leermomenten/{quote.id}").status_code == 200
    answer(client, key, "nee", quote)
    assert client.get(f"/leermomenten/{quote.id}").status_code == 404


def test_in_two_tabs_the_first_answer_counts_and_both_see_it(client, quote, key):
    opened = version_of(quote)
    answer(client, key, "nee", quote)
    late = answer(client, key, "ja", quote, version=opened)
    assert late.status_code == 409
    assert "Uw antwoord: nee" in late.text
    assert stored(quote).published_at is None


def test_a_form_without_a_choice_or_words_says_what_is_missing(client, quote, key):
    none = client.post(f"/citaat/{key}", data={"version": version_of(quote)})
    assert (none.status_code, "Kies ja, nee of liever zo." in none.text) == (422, True)
    empty = answer(client, key, "liever", quote, wish="  ")
    assert (empty.status_code, "Schrijf hoe u het liever zegt." in empty.text) == (422, True)
    assert answer(client, key, "liever", quote, wish="x" * 3000).status_code == 422
    assert answer(client, key, "misschien", quote).status_code == 422
    assert consent_of(quote).answer is None


def test_rather_otherwise_goes_to_the_author_and_is_asked_again(client, quote, key, karin):
    answer(client, key, "liever", quote, wish="Ik kom voor de mensen, de soep is er ook.")
    assert client.get(f"/leermomenten/{quote.id}").status_code == 404
    assert "liever anders gezegd" in client.sign_in(karin).get("/mijn").text
    assert "de soep is er ook" in client.get(f"/leermomenten/{quote.id}/toestemming").text
    assert client.post(f"/leermomenten/{quote.id}/toestemming/wens", data={"once": "a"}).status_code == 303
    assert stored(quote).what == "Ik kom voor de mensen, de soep is er ook."
    assert stored(quote).published_at is None
    new = key_in_the_last_letter()
    assert client.sign_out().get(f"/citaat/{key}").status_code == 404  # the link of before
    answer(client, new, "ja", quote)
    assert "de soep is er ook" in client.get(f"/leermomenten/{quote.id}").text
    again = client.sign_in(karin).post(f"/leermomenten/{quote.id}/toestemming/wens", data={"once": "b"})
    assert again.status_code == 409  # there is no wish any more


def test_other_words_later_wait_again(client, quote, key, karin):
    answer(client, key, "ja", quote)
    data = {"kind": "quote", "what": "Ik kom alleen voor de soep.", "said_by": "Mieke Jansen"}
    version = stored(quote).version
    changed = client.sign_in(karin).post(
        f"/leermomenten/{quote.id}/wijziging", data=data | {"said_as": "vrijwilliger", "version": version}
    )
    assert changed.status_code == 303
    assert "Vraag het opnieuw" in client.get(f"/leermomenten/{quote.id}/toestemming").text
    page = client.sign_out().get(f"/citaat/{key}").text
    assert "Er verandert iets" in page
    assert answer(client, key, "ja", quote).status_code == 409
    assert client.get(f"/leermomenten/{quote.id}").status_code == 404
    client.sign_in(karin).post(f"/leermomenten/{quote.id}/toestemming/opnieuw")
    assert "alleen voor de soep" in client.sign_out().get(f"/citaat/{key_in_the_last_letter()}").text


@pytest.mark.parametrize("change", [{"is_role_only": "y"}, {"openness": "public"}])
def test_another_name_or_more_readers_wait_again_too(client, quote, karin, change):
    quote = stored(quote)
    quote.openness = Openness.PARTNERS
    db.session.commit()
    ask(client.sign_in(karin), quote)
    key = key_in_the_last_letter()
    answer(client.sign_out(), key, "ja", quote)
    said = {"said_by": "Mieke Jansen", "said_as": "vrijwilliger", "openness": "partners", "kind": "quote"}
    data = {"what": WORDS, "version": stored(quote).version} | said | change
    assert client.sign_in(karin).post(f"/leermomenten/{quote.id}/wijziging", data=data).status_code == 303
    assert stored(quote).published_at is None


def test_a_wrong_key_gets_no_hint(client, quote, key):
    for wrong in ("fout", key[:-1], key + "x", "%00", "a" * 400):
        for method in (client.get, client.post):
            assert method(f"/citaat/{wrong}").status_code == 404
    assert client.post(f"/citaat/{key}x/intrekking").status_code == 404


def test_by_the_same_link_everything_is_taken_back(client, quote, key, karin, tess):
    answer(client, key, "ja", quote)
    salted = {"moment_id": quote.id, "salt": "zout", "text": WORDS, "said_by": "Mieke Jansen"}
    testimony = cast.save(models.Testimony(digest="1" * 64, **salted))
    gone = client.post(f"/citaat/{key}/intrekking")
    assert "U hebt dit citaat ingetrokken" in client.get(gone.location).text
    assert client.get(f"/leermomenten/{quote.id}").status_code == 404
    kept = stored(testimony)
    assert (kept.salt, kept.text, kept.said_by, kept.file_name) == (None, None, None, None)
    assert (kept.digest, kept.withdrawn_at is not None) == ("1" * 64, True)
    consent = consent_of(quote)
    assert (consent.email, consent.shown_text, consent.shown_as) == ("", "", "")
    assert client.post(f"/citaat/{key}/intrekking").status_code == 303  # twice does it once
    assert told().count("consent_taken_back") == 1
    assert answer(client, key, "ja", quote).status_code == 409
    assert ask(client.sign_in(karin), quote).status_code == 403


def test_a_no_after_a_yes_empties_reports_too(client, quote, key):
    answer(client, key, "ja", quote)
    testimony = cast.save(models.Testimony(digest="1" * 64, moment_id=quote.id, salt="zout", text=WORDS))
    answer(client, key, "nee", quote)
    assert stored(testimony).text is None
