"""Files are made in turns, whoever is killed meanwhile, and are cleaned up."""

from datetime import timedelta

import time_machine
from sqlalchemy import func, select

from tests.client import HTMX
from tests.renditions.steps import ask, only_one
from workspace.access import OPERATOR
from workspace.db import db, now
from workspace.renditions.actions import claim_rendition, finish_rendition, tell_step
from workspace.renditions.cli import make_all
from workspace.renditions.cli.making import keep_house
from workspace.renditions.models import LEASE, Rendition, RenditionState


def test_a_page_asks_how_far_it_is_and_hears_nothing_when_nothing_changed(client, paul, history):
    client.sign_in(paul)
    here = ask(client, history)
    assert client.get(f"{here}?stand=waiting-0", headers=HTMX).status_code == 204
    attempt = claim_rendition(only_one().id, by=OPERATOR)
    tell_step(only_one().id, attempt, 1, by=OPERATOR)
    db.session.commit()
    fragment = client.get(f"{here}?stand=waiting-0", headers=HTMX)
    assert "stap 2 van 3" in fragment.text and 'id="stand"' in fragment.text and "<h1" not in fragment.text
    assert "stap 2 van 3" in client.get(here).text  # by reload, without script


def test_a_file_whose_maker_was_killed_is_made_by_another(client, paul, history):
    client.sign_in(paul)
    here = ask(client, history)
    killed = claim_rendition(only_one().id, by=OPERATOR)
    db.session.commit()
    assert make_all() == 0  # somebody is at it
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        assert make_all() == 1
    # Whoever was not dead after all is not heard.
    late = finish_rendition(only_one().id, killed, file_name="laat.pdf", title="Laat", by=OPERATOR)
    db.session.commit()
    assert not late and only_one().file_name != "laat.pdf"
    assert client.get(f"{here}/bestand").status_code == 200


def test_a_file_that_kills_its_maker_again_and_again_fails(client, paul, history):
    client.sign_in(paul)
    here = ask(client, history)
    moment = now()
    for turn in range(4):
        with time_machine.travel(moment + turn * (LEASE + timedelta(seconds=1))):
            claim_rendition(only_one().id, by=OPERATOR)
            db.session.commit()
    assert only_one().state == RenditionState.FAILED
    page = client.get(here).text
    assert "kon niet worden gemaakt" in page and "Opnieuw maken" in page
    assert client.post(f"{here}/opnieuw").location != here
    assert make_all() == 1


def test_two_makers_take_turns(client, paul, history):
    client.sign_in(paul)
    ask(client, history)
    number = only_one().id
    first, second = (claim_rendition(number, by=OPERATOR) for _ in range(2))
    assert first == 1 and second is None


def test_what_is_thrown_away_is_gone_also_while_it_is_made(client, paul, history, folder):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    assert list(folder.iterdir())
    assert client.post(f"{here}/weggooien").location == "/mijn"
    assert client.get(here).status_code == 404 and not list(folder.iterdir())
    here = ask(client, history)
    number = only_one().id
    attempt = claim_rendition(number, by=OPERATOR)
    db.session.commit()
    client.post(f"{here}/weggooien")
    assert not tell_step(number, attempt, 2, by=OPERATOR)


def test_files_are_cleaned_up_after_thirty_days(client, paul, history, folder):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    keep_house()
    assert client.get(f"{here}/bestand").status_code == 200
    with time_machine.travel(now() + timedelta(days=31)):
        keep_house()
    assert db.session.scalar(select(func.count()).select_from(Rendition)) == 0
    assert not list(folder.iterdir())


def test_a_file_that_the_disk_lost_can_be_made_again(client, paul, history, folder):
    client.sign_in(paul)
    here = ask(client, history)
    make_all()
    for path in folder.iterdir():
        path.unlink()
    assert client.get(f"{here}/bestand").location == here
    page = client.get(here).text
    assert "kon niet worden gemaakt" in page and "Opnieuw maken" in page
