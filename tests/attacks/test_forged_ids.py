"""Numbers and words of other things, and of nothing, in every address and every field."""

import re
import time
from difflib import unified_diff
from secrets import token_hex
from urllib.parse import quote

import pytest
from werkzeug.routing import IntegerConverter

from tests import cast
from tests.attacks.forms import forms_on
from tests.attacks.test_forged_requests import changed, rows
from tests.attacks.test_stored_and_reflected_script import names_asked
from tests.attacks.tries import corpus
from tests.house.rights import ACTS
from tests.house.routes import ROUTES
from tests.house.test_odd_input import rules
from tests.house.test_rights import rules as rules_with_methods
from tests.house.world import address_of, fields_of
from tests.rounds import ALL, has_turn
from workspace.db import Base, db

pytestmark = pytest.mark.slow
IDS = corpus("ids")
SQL = corpus("sql")
WRONG = ("2147483647", "-1", "99999999999999999999", "١", "1e1", "kwaad", "")
MARKED_NUMBER, MARKED_TEXT = 987654, "kwaadwaarde"
NOBODYS = 10**8


def numbers_of(rule):
    """Return the parts of an address that are numbers."""
    return [name for name, converter in rule._converters.items() if isinstance(converter, IntegerConverter)]


@pytest.mark.once
def test_what_is_no_number_leads_to_nothing(app, quick, world, tries):
    for place, (rule, method) in enumerate(rules_with_methods(app)):
        address = address_of(rule, world).split("?")[0]
        parts = address.split("/")
        digits = [number for number, part in enumerate(parts) if part.split("-")[0].isdecimal()]
        for number in digits if numbers_of(rule) else ():
            for which, forged in enumerate(IDS):
                if not has_turn(which, place, of=len(IDS), few=1):
                    continue
                path = "/".join([*parts[:number], forged, *parts[number + 1 :]])
                answer = quick.as_person(world, "marja").open(path, method=method)
                refused = 400 <= answer.status_code < 500 or answer.location is not None
                assert refused, f"{method} {path}: {answer.status_code}"
                tries.add()


def test_a_manager_elsewhere_reaches_nothing_through_what_is_theirs(app, quick, world, tries):
    """The programme or initiative in the address is one's own, what comes behind it another's."""
    board = cast.make_board("Samen eten", world.other_programme)
    own = cast.make_initiative("Van Otto", board, world.otto)
    own_area, own_slug, own_board, own_id = world.elsewhere.id, world.other_programme.slug, board.slug, own.id
    replaced = {"slug": own_slug, "initiative_id": own_id, "board_slug": own_board, "area_id": own_area}
    reached = []
    before = rows()
    for rule, method in rules_with_methods(app):
        inner = set(rule.arguments) - {
            "slug",
            "board_slug",
            "initiative_id",
            "area_id",
            "word",
            "stage",
            "year",
        }
        outer = set(rule.arguments) & set(replaced)
        if not inner or not outer or "otto" in ACTS[ROUTES[rule.endpoint].act]:
            continue
        values = values_in(rule, world)
        path = rule.build({**values, **{name: replaced[name] for name in outer}}, append_unknown=False)[1]
        sent = {"data": fields_of(rule.endpoint, world)} if method == "POST" else {}
        answer = quick.as_person(world, "otto").open(path, method=method, **sent)
        if answer.status_code not in {403, 404} and not is_of_nothing(
            quick, rule, method, values | replaced, answer
        ):
            reached.append(f"{method} {path} answers {answer.status_code}")
        tries.add()
    assert reached == []
    assert changed(before) <= {"audit_entry", "user_session", "submission"}


def is_of_nothing(quick, rule, method, values, answer):
    """Tell whether a thing that never was is answered likewise: it looks in one's own only."""
    nothing = {
        name: NOBODYS if name in numbers_of(rule) and name != "initiative_id" else value
        for name, value in values.items()
    }
    other = quick.open(rule.build(nothing, append_unknown=False)[1], method=method)
    return (other.status_code, len(other.data)) == (answer.status_code, len(answer.data))


def values_in(rule, world):
    """Return the values that an address of the world is built of."""
    from tests.house.world import _value

    return {name: _value(name, rule, world) for name in rule.arguments}


def is_offered(forged, field):
    """Tell whether this is a number that was offered, in another script: ١ is 1."""
    return forged.isdigit() and str(int(forged)) in field.choices


@pytest.mark.once
@pytest.mark.parametrize("person", ["marja", "rik", "rachida"] if ALL else ["marja"])
def test_a_choice_that_was_not_offered_is_refused(app, quick, world, tries, person):
    wrong, seen = [], set()
    for place, rule in enumerate(rules(app, "GET")):
        if not has_turn(place, 1, of=3, few=1):
            continue
        address = address_of(rule, world)
        page = quick.as_person(world, person).get(address)
        forms = forms_on(page.text, address) if page.mimetype == "text/html" else ()
        for form in forms:
            chosen = [field for field in form.fields if field.kind in {"select", "radio"} and field.choices]
            for field in chosen if form.method == "post" else ():
                if (form.action, field.name) in seen:
                    continue
                seen.add((form.action, field.name))
                for number, forged in enumerate(WRONG[:-1]):
                    if not has_turn(number, place, of=len(WRONG) - 1, few=1) or is_offered(forged, field):
                        continue
                    answer = quick.post(
                        form.action, data=form.as_it_stands | {field.name: forged, "once": token_hex(8)}
                    )
                    if not 400 <= answer.status_code < 500:
                        wrong.append(f"{form.action}: {field.name}={forged} answers {answer.status_code}")
                    tries.add()
    assert wrong == [], "\n".join(wrong)


def test_no_form_takes_more_than_its_fields(app, quick, world, tries):
    """Every column of every table is sent along with every form; none of it arrives."""
    columns = {column.name: column for table in Base.metadata.sorted_tables for column in table.columns}
    seen = set()
    for place, rule in enumerate(rules(app, "GET")):
        address = address_of(rule, world)
        if not has_turn(place, 2, of=3, few=1):
            continue
        page = quick.as_person(world, "marja").get(address)
        for form in forms_on(page.text, address) if page.mimetype == "text/html" else ():
            if (
                form.method != "post"
                or form.action in seen
                or form.action.startswith(("/uitloggen", "/account"))
            ):
                continue
            seen.add(form.action)
            known = {field.name.rpartition("-")[2] for field in form.fields} | {
                field.name for field in form.fields
            }
            extra = {name: marked(column) for name, column in columns.items() if name not in known}
            answer = quick.post(form.action, data=extra | form.as_it_stands)
            assert answer.status_code < 500, form.action
            tries.add(len(extra))
    assert len(seen) > 10
    assert arrived() == []


def marked(column):
    kind = column.type.python_type
    return "y" if kind is bool else str(MARKED_NUMBER) if kind in {int, float} else MARKED_TEXT


def arrived():
    """Return where in the database a marked value stands, and who became administrator."""
    found = []
    for table, held in rows().items():
        for row in held:
            found += [f"{table}: {value}" for value in row if value in (MARKED_NUMBER, MARKED_TEXT)]
    admins = db.session.execute(
        Base.metadata.tables["user"].select().where(Base.metadata.tables["user"].c.is_admin)
    )
    assert [row.name for row in admins] == ["Ada"]
    return found


def test_no_text_becomes_a_part_of_a_question_to_the_database(app, quick, world, tries):
    before = rows()
    names = names_asked()
    for place, rule in enumerate(rules(app, "GET")):
        for number, payload in enumerate(SQL):
            if not has_turn(number, place, of=len(SQL), few=1) or not has_turn(place, 0, of=3, few=1):
                continue
            started = time.monotonic()
            asked = dict.fromkeys(names, payload.encode("utf-8", "replace").decode())
            address = address_of(rule, world).split("?")[0]
            answer = quick.as_person(world, "marja").get(address, query_string=asked)
            assert answer.status_code < 500, (address, payload)
            assert time.monotonic() - started < 15, (address, payload)
            tries.add(len(names))
    assert changed(before) <= {"audit_entry", "user_session"}


@pytest.mark.once
def test_a_hidden_thing_answers_as_a_missing_one(app, quick, world, tries):
    """To the letter, on every address of an initiative, for whoever may not see it."""
    for rule in rules(app, "GET"):
        if "initiative_id" not in rule.arguments or "slug" in rule.arguments:
            continue
        values = values_in(rule, world)
        for person in ("visitor", "nico", "otto"):
            for hidden in (world.partners_only.id, world.draft.id):
                paths = [
                    rule.build(values | {"initiative_id": number}, append_unknown=False)[1]
                    for number in (hidden, NOBODYS)
                ]
                first, second = (quick.as_person(world, person).get(path) for path in paths)
                assert first.status_code == second.status_code
                texts = told(first, paths[0]), told(second, paths[1])
                assert texts[0] == texts[1], [*unified_diff(*map(str.splitlines, texts), n=0)]
                tries.add()


def told(answer, path):
    """Return what an answer says, without its own address and the keys of its forms."""
    return re.sub(
        r'name="csrf_token" value="[^"]+"', "", answer.text.replace(path, "").replace(quote(path, ""), "")
    )
