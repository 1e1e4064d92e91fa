"""Who types a phone number or an address where others read it is asked whether it is meant to stand there."""

import ast
import re
from importlib import import_module
from inspect import isclass

import pytest
from wtforms import Form as PlainForm

from tests.house.test_house_rules import PACKAGE, kind_files
from workspace.asking import is_text
from workspace.comments.models import Comment
from workspace.db import db
from workspace.forms import Form
from workspace.initiatives.forms.rows import Row
from workspace.initiatives.models import Initiative

CALL = "Bel mij op 06-12345678."
SURE = re.compile(r'name="sure" value="(\w+)"')
HTMX = {"HX-Request": "true"}


@pytest.fixture
def comments(initiative):
    return f"/initiatieven/{initiative.id}/reacties"


def bodies() -> list[str]:
    db.session.rollback()
    return [comment.body for comment in db.session.query(Comment).order_by(Comment.id)]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("words", "like"),
    [(CALL, "telefoonnummer: 06-12345678"), ("Mail jan@example.nl", "e-mailadres: jan@example.nl")],
)
def test_it_is_asked_first_and_placed_when_they_are_sure(client, nico, comments, words, like, headers):
    asked = client.sign_in(nico).post(comments, data={"body": words}, headers=headers)
    assert asked.status_code == 422
    assert f"Dit lijkt een {like}" in asked.text
    assert words in asked.text  # nothing typed is lost
    assert "Toch plaatsen" in asked.text
    assert bodies() == []
    sure = SURE.search(asked.text).group(1)
    again = client.post(comments, data={"body": words, "sure": sure}, headers=headers)
    assert again.status_code in {200, 303}
    assert bodies() == [words]


def test_a_yes_counts_for_what_was_asked_about_only(client, nico, comments):
    sure = SURE.search(client.sign_in(nico).post(comments, data={"body": CALL}).text).group(1)
    other = client.post(comments, data={"body": f"{CALL} Of op 06-87654321.", "sure": sure})
    assert other.status_code == 422
    assert bodies() == []


def test_a_citizen_service_number_is_never_placed(client, nico, comments):
    asked = client.sign_in(nico).post(comments, data={"body": "Mijn BSN is 123456782."})
    assert asked.status_code == 422
    assert "Van de wet mag dat hier niet staan" in asked.text
    assert "Toch plaatsen" not in asked.text
    both = client.post(comments, data={"body": f"BSN 123456782. {CALL}"}).text
    sure = SURE.search(both).group(1)
    asked = client.post(comments, data={"body": f"BSN 123456782. {CALL}", "sure": sure})
    assert asked.status_code == 422
    assert f'value="{sure}" checked' in asked.text  # a yes is not asked for twice
    assert bodies() == []


def test_what_stood_there_already_is_not_asked_about_again(client, rachida, initiative):
    initiative.why = CALL
    db.session.commit()
    address = f"/initiatieven/{initiative.id}/wijzigen"
    page = client.sign_in(rachida).get(address).text
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    fields |= {"title": "Soep op dinsdag", "summary": "Samen soep eten.", "why": CALL}
    answer = client.post(address, data=fields)
    assert "telefoonnummer" not in answer.text


def test_where_a_few_read_it_a_phone_number_may_stand(client, nico, initiative):
    address = f"/initiatieven/{initiative.id}/deelname"
    assert client.sign_in(nico).post(address, data={"note": "BSN 123456782"}).status_code == 422
    assert client.post(address, data={"note": CALL}).status_code == 303


def test_an_initiative_is_looked_through_too(client, nico, board):
    address = "/initiatieven/nieuw"
    fields = {"board": board.id, "title": "Soep eten", "summary": CALL}
    asked = client.sign_in(nico).post(address, data=fields)
    assert asked.status_code == 422
    assert db.session.query(Initiative).count() == 0
    db.session.rollback()
    fields["sure"] = SURE.search(asked.text).group(1)
    assert client.post(address, data=fields).status_code == 303


def forms() -> list[type[PlainForm]]:
    """Return every class of a form in the product."""
    found: dict[str, type[PlainForm]] = {}
    for _, path in kind_files("forms"):
        module = import_module("workspace." + str(path.relative_to(PACKAGE))[:-3].replace("/", "."))
        for each in vars(module).values():
            if isclass(each) and issubclass(each, PlainForm) and each.__module__.startswith("workspace."):
                found[f"{each.__module__}.{each.__name__}"] = each
    return [found[name] for name in sorted(found)]


def texts(form: type[PlainForm]) -> set[str]:
    fields = {name: getattr(form, name) for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    return {name for name, field in fields.items() if is_text(field.field_class)}


@pytest.mark.once
def test_every_text_that_people_type_is_looked_through_or_excused():
    """Every form looks through all its texts; only those are left out that say why."""
    assert len(forms()) > 100
    for form in forms():
        where = f"{form.__module__}.{form.__name__}"
        assert issubclass(form, Form | Row), f"{where} is no form of ours: nothing looks through it."
        if issubclass(form, Form):
            excused = {**form.few_read, **form.no_words}
            assert excused.keys() <= texts(form), f"{where} excuses a field that it does not have."
            assert all(len(why) > 5 for why in excused.values()), f"{where}: say why."
            assert not form.few_read.keys() & form.no_words.keys()


@pytest.mark.once
def test_no_form_forgets_to_look():
    """A form with rules of its own asks those of the base first."""
    for name, path in kind_files("forms"):
        for own in ast.walk(ast.parse(path.read_text())):
            if isinstance(own, ast.FunctionDef) and own.name in {"validate", "validate_on_submit"}:
                assert "super().validate(" in ast.unparse(own), f"{name}: {own.name}"


def test_an_address_is_typed_where_it_is_asked_for(client):
    assert client.post("/aanmelden", data={"name": "Jan", "email": "jan@example.nl"}).status_code == 303
