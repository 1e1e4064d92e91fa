"""Somebody tells that they no longer agree: words or picture go everywhere, the file from the disk too."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import current_app
from PIL import Image

from tests import cast
from tests.learning.making import make_moment
from workspace.db import db, when_committed
from workspace.learning import models
from workspace.learning.models import MomentPicture
from workspace.pictures import encode, keep


@pytest.fixture
def moment(initiative, karin):
    return make_moment(initiative, karin)


@pytest.fixture
def picture_file(moment):
    """The file of a picture that an adopted report shows too."""
    folder = Path(current_app.extensions["settings"].files_dir, "moments")
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    drawn.seek(0)
    name = keep(encode(drawn), folder)
    cast.save(
        MomentPicture(
            moment_id=moment.id, file_name=name, alt="Een sleutel", width=40, height=30, is_agreed=True
        )
    )
    return folder / name


@pytest.fixture
def said(moment):
    return cast.save(models.Testimony(digest="1" * 64, moment_id=moment.id, salt="s", text="De sleutel."))


@pytest.fixture
def showed(moment, picture_file):
    facts = {"salt": "s", "text": "Een sleutel", "file_name": picture_file.name}
    return cast.save(models.Testimony(digest="2" * 64, moment_id=moment.id, **facts))


def stored(thing):
    found = cast.reloaded(thing)
    db.session.commit()
    return found


def let_go(client, moment, what):
    return client.post(f"/leermomenten/{moment.id}/toestemming/vervallen", data={"what": what})


def test_a_picture_goes_and_the_words_stay(client, moment, picture_file, said, showed, karin):
    page = client.sign_in(karin).get(f"/leermomenten/{moment.id}/toestemming/vervallen").text
    assert "Dit kunt u niet ongedaan maken." in page
    assert let_go(client, moment, "picture").status_code == 303
    assert not picture_file.exists()
    assert (stored(showed).file_name, stored(showed).text) == (None, None)
    assert stored(said).text == "De sleutel."
    page = client.sign_out().get(f"/leermomenten/{moment.id}").text
    assert "De sleutel lag bij de beheerder." in page
    assert "<img" not in page.split("<main")[1].split("</main>")[0]


def test_with_the_words_everything_goes(client, moment, picture_file, said, showed, tess):
    assert let_go(client.sign_in(tess), moment, "words").status_code == 303
    assert not picture_file.exists()
    assert [stored(one).text for one in (said, showed)] == [None, None]
    assert client.sign_out().get(f"/leermomenten/{moment.id}").status_code == 404


def test_taking_a_moment_back_does_so_too(client, moment, picture_file, said, showed, karin):
    client.sign_in(karin).post(f"/leermomenten/{moment.id}/intrekking", data={"because": "unwanted"})
    assert not picture_file.exists()
    assert [stored(one).text for one in (said, showed)] == [None, None]


def test_after_a_mistake_the_file_is_still_there(client, moment, picture_file, karin):
    answer = let_go(client.sign_in(karin), moment, "naam")
    assert (answer.status_code, picture_file.exists()) == (422, True)
    assert "Kies waarvoor de toestemming niet meer geldt." in answer.text


def test_what_waits_for_a_commit_is_forgotten_when_it_is_rolled_back(app):
    done = []
    when_committed(lambda: done.append("rolled back"))
    db.session.connection()
    db.session.rollback()
    when_committed(lambda: done.append("committed"))
    with db.session.begin_nested():
        db.session.connection()
    assert done == []
    db.session.commit()
    assert done == ["committed"]


def test_only_its_author_and_who_steers_do_so(client, moment, paul, nico):
    for person in (paul, nico):
        assert (
            client.sign_in(person).get(f"/leermomenten/{moment.id}/toestemming/vervallen").status_code == 403
        )
        assert let_go(client, moment, "words").status_code == 403
    assert "/inloggen" in let_go(client.sign_out(), moment, "words").location


def test_a_name_that_is_hidden_later_goes_from_adopted_reports_too(client, moment, said, karin):
    moment = stored(moment)
    moment.said_by, moment.said_as = "Mieke Jansen", "vrijwilliger"
    cast.save(moment)
    facts = {"salt": "s", "text": "De sleutel.", "said_by": "Mieke Jansen, vrijwilliger"}
    named = cast.save(models.Testimony(digest="3" * 64, moment_id=moment.id, **facts))
    told = {"kind": "obstacle", "what": moment.what, "said_by": "Mieke Jansen", "said_as": "vrijwilliger"}
    data = told | {"is_role_only": "y", "version": moment.version}
    answer = client.sign_in(karin).post(f"/leermomenten/{moment.id}/wijziging", data=data)
    assert answer.status_code == 303
    assert (stored(named).said_by, stored(named).text) == (None, None)
    assert stored(said).text == "De sleutel.", "What has no name in it stays"
