"""Every page of the demonstration opens, for a visitor and for somebody who sees everything."""

import pytest
from sqlalchemy import select

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db
from workspace.demo.queries import list_accounts
from workspace.histories.models import LearningHistory
from workspace.initiatives.models import Initiative, Visibility
from workspace.learning.models import LearningMoment
from workspace.leaving.models import Departure
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.threads.models import RedThread

pytestmark = pytest.mark.slow


def addresses() -> dict[str, bool]:
    """Return the address of each page, and whether everybody may see it."""
    pages = {"/": True, "/programmas": True, "/organisaties": True}
    for programme in db.session.scalars(select(Programme)):
        pages[f"/programmas/{programme.slug}"] = True
    for slug in db.session.scalars(select(Organisation.slug)):
        pages[f"/organisaties/{slug}"] = True
    boards = select(Board, Programme.slug).join(Board.programme)
    for board, programme_slug in db.session.execute(boards):
        for view in ("", "?weergave=lijst", "?weergave=tabel"):
            pages[f"/programmas/{programme_slug}/{board.slug}{view}"] = board.openness == Openness.PUBLIC
    initiatives = select(Initiative, Board.openness).join(Initiative.board)
    for initiative, openness in db.session.execute(initiatives):
        is_public = initiative.visibility == Visibility.PUBLIC and openness == Openness.PUBLIC
        pages[f"/initiatieven/{initiative.id}"] = is_public
    return pages


def test_a_visitor_opens_every_public_page_and_no_other(demonstration, client):
    for address, is_public in addresses().items():
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == (200 if is_public else 404), address


def test_everybody_opens_their_own_pages(demonstration, client):
    for account in list_accounts():
        client.sign_out()
        client.sign_in(db.session.scalars(select(User).filter_by(email=account["email"])).one())
        for address in ("/", "/mijn", "/programmas/samen-landerd-samen-beter/eenzaamheid"):
            assert client.get(address).status_code == 200, (account, address)


def test_the_programme_team_opens_every_page_of_its_programmes(demonstration, client):
    client.sign_in(db.session.scalars(select(User).filter_by(name="Wietske Rolink")).one())
    drafts = set(db.session.scalars(select(Initiative.id).filter_by(visibility=Visibility.DRAFT)))
    for address, is_public in addresses().items():
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200 or not is_public, address
    boards = select(Initiative.id).join(Initiative.board).join(Board.programme)
    drenthe = boards.where(Programme.slug != "samen-landerd-samen-beter")
    for initiative_id in set(db.session.scalars(drenthe)) - drafts:
        assert client.get(f"/initiatieven/{initiative_id}", follow_redirects=True).status_code == 200


def test_the_programme_manager_opens_all_there_is_about_borging(demonstration, client):
    client.sign_in(db.session.scalars(select(User).filter_by(name="Marieke van Dongen")).one())
    programme = db.session.scalars(select(Programme).filter_by(slug="samen-landerd-samen-beter")).one()
    boards = db.session.scalars(select(Board.slug).filter_by(programme_id=programme.id)).all()
    start = f"/programmas/{programme.slug}"
    pages = ["/vertrek", f"{start}/zonder-trekker", f"{start}/geldstromen", f"{start}/dekking"]
    pages += [f"{start}{board}/borging" for board in ("", *(f"/{slug}" for slug in boards))]
    asked = ("", "?team=ja", "?op=2021-12-31")
    pages += [f"{start}/wat-valt-er{question}" for question in asked]
    pages += [f"/vertrek/{number}" for number in db.session.scalars(select(Departure.id))]
    mine = select(Initiative.id).join(Initiative.board).where(Board.programme_id == programme.id)
    parts = (
        "borging",
        "borging/overdracht",
        "borgingsscan",
        "zelfstandigheid",
        "loslaten",
        "overdrachtsdossier",
    )
    for number in db.session.scalars(mine.where(Initiative.visibility != Visibility.DRAFT)):
        pages += [f"/initiatieven/{number}/{part}" for part in parts]
    found = {page: client.get(page, follow_redirects=True).status_code for page in pages}
    assert {page: status for page, status in found.items() if status != 200} == {}


def test_all_there_is_about_learning_and_accounts_opens_for_whom_it_is(demonstration, client):
    start = "/programmas/samen-landerd-samen-beter"
    lists = ("leermomenten", "rode-draden", "leergeschiedenissen", "verslagen")
    pages = {f"{start}/{name}": True for name in lists}
    for moment in db.session.scalars(select(LearningMoment)):
        is_public = moment.published_at is not None and moment.openness == Openness.PUBLIC
        pages[f"/leermomenten/{moment.id}"] = is_public
    pages |= {f"/rode-draden/{number}": True for number in db.session.scalars(select(RedThread.id))}
    for number in db.session.scalars(select(LearningHistory.id)):
        pages |= {f"/leergeschiedenissen/{number}": True, f"/leergeschiedenissen/{number}/indelen": False}
    for report in db.session.scalars(select(ProgrammeReport)):
        is_public = report.state == ReportState.ADOPTED and report.openness == Openness.PUBLIC
        pages[f"/verslagen/{report.id}"] = is_public
        pages[f"/verslagen/{report.id}/controle"] = is_public
    for address, is_public in pages.items():
        assert (client.get(address).status_code == 200) == is_public, address
    client.sign_in(db.session.scalars(select(User).filter_by(name="Marieke van Dongen")).one())
    found = {address: client.get(address).status_code for address in (*pages, "/hobbels", "/mijn")}
    assert {address: status for address, status in found.items() if status != 200} == {}
