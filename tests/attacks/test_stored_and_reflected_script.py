"""Script in every text that is kept, in every form and every question: pages show it as text."""

import re
from itertools import cycle

import pytest
from sqlalchemy import Enum, String, Text, update
from sqlalchemy.exc import SQLAlchemyError

from tests.attacks.forms import forms_on
from tests.attacks.living import living
from tests.attacks.tries import corpus
from tests.house.test_house_rules import PACKAGE
from tests.house.test_odd_input import QUESTIONS as MORE_NAMES
from tests.house.test_odd_input import rules
from tests.house.world import address_of
from tests.rounds import ALL, has_turn, rounds
from workspace.db import Base, SafeHtml, db
from workspace.text import clean, to_html

pytestmark = [pytest.mark.once, pytest.mark.slow]
SCRIPT = [text for line in corpus("script") if (text := clean(line))]
TEMPLATE = corpus("template")
# What no person types: keys, names of files, words that a program chose from a list.
NOT_TYPED = re.compile(
    r"(hash|key|token|slug|file_name|verb|kind|code|locale|way|role|path|digest|ending|frozen)$|email|_as$"
)
TABLES_OF_MACHINES = {
    "alembic_version",
    "user_session",
    "account_link",
    "kept_form",
    "submission",
    "audit_entry",
}
READERS = (
    "marja",
    "visitor",
    "rachida",
    "rik",
    "karin",
    "paul",
    "ada",
    "nico",
    "olaf",
    "coby",
    "tess",
    "prisca",
    "otto",
)
MORE_THAN_ONE = 8
LONGEST = 1500


def typed_columns():
    """Return every column in which something stands that a person typed."""
    for table in Base.metadata.sorted_tables:
        alone = {c.name for index in table.indexes if index.unique for c in index.columns}
        alone |= {c.name for each in table.constraints if hasattr(each, "columns") for c in each.columns}
        for column in table.columns:
            is_text = isinstance(column.type, (String, SafeHtml)) and not isinstance(column.type, Enum)
            of_machines = table.name in TABLES_OF_MACHINES or NOT_TYPED.search(column.name)
            if is_text and column.name not in alone and not of_machines:
                yield table, column


def plant(payloads):
    """Put payloads into every text of every row; return how many columns took one, and how many went in."""
    columns = number = 0
    supply = cycle(payloads)
    for table, column in typed_columns():
        longest = getattr(column.type, "length", None) or LONGEST
        text = ""
        while (
            len(more := f"{text} {next(supply)}".strip()) <= longest
            and number % MORE_THAN_ONE < MORE_THAN_ONE - 1
        ):
            text, number = more, number + 1
        text = text or more[:longest]
        number += 1
        try:
            with db.session.begin_nested():
                db.session.execute(update(table).values({column.name: value_for(column, text)}))
        except SQLAlchemyError:
            continue  # a rule of the database keeps such a text out
        columns += 1
    db.session.commit()
    return columns, number


def value_for(column, text):
    if isinstance(column.type, SafeHtml):
        return to_html(text)
    return text if isinstance(column.type, Text) else " ".join(text.split())  # as a form takes a line


@pytest.mark.parametrize("turn", range(rounds(20, few=1)))
def test_what_is_kept_is_shown_as_text(app, quick, world, tries, turn):
    addresses = [(rule.endpoint, address_of(rule, world)) for rule in rules(app, "GET")]
    payloads = SCRIPT[turn * 9 :] + SCRIPT[: turn * 9]
    columns, number = plant(payloads)
    assert columns > 60
    tries.add(number)
    wrong, read = [], 0
    for place, (endpoint, address) in enumerate(addresses):
        for who, person in enumerate(READERS):
            if not has_turn(who + turn, place, of=len(READERS), few=1):
                continue
            answer = quick.as_person(world, person).get(address)
            assert answer.status_code < 500, f"{address} answers {answer.status_code}"
            if answer.mimetype == "text/html":
                wrong += [f"{endpoint} for {person}: {each}" for each in living(answer.text)]
                read += 1
            tries.add()
    assert wrong == [] and read > 100, "\n".join(wrong)


@pytest.mark.parametrize(
    "person", ["marja", "rik", "rachida", "paul", "nico", "visitor", "ada"] if ALL else ["marja"]
)
def test_what_is_typed_in_a_form_comes_back_as_text(app, quick, world, tries, person):
    """Every form on every page, with script in each field: what it answers, and what its page shows then."""
    supply = cycle(SCRIPT + TEMPLATE)
    seen, wrong = set(), []
    for place, rule in enumerate(rules(app, "GET")):
        address = address_of(rule, world)
        if not has_turn(place, 0, of=3, few=1):
            continue
        page = quick.as_person(world, person).get(address)
        assert page.status_code < 500, address
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        for form in forms_on(page.text, address):
            name = re.sub(r"\d+", "0", form.action)
            if form.method != "post" or name in seen or form.action.startswith(("/uitloggen", "/account")):
                continue
            seen.add(name)
            sent = form.as_it_stands
            for field in form.texts():
                sent[field.name] = (
                    sent[field.name] if field.kind in {"date", "number", "time"} else next(supply)
                )
                tries.add()
            answer = quick.post(form.action, data=sent)
            assert answer.status_code < 500, f"{form.action} answers {answer.status_code} to {sent}"
            wrong += [f"{form.action}: {each}" for each in living(answer.text)]
            if answer.status_code in {302, 303}:
                wrong += [f"{answer.location}: {each}" for each in living(quick.get(answer.location).text)]
    assert wrong == [], "\n".join(wrong)
    assert len(seen) > 5


@pytest.mark.parametrize("person", ["marja", "visitor"])
def test_what_is_asked_in_an_address_comes_back_as_text(app, quick, world, tries, person):
    names = names_asked()
    assert len(names) > 25
    for place, rule in enumerate(rules(app, "GET")):
        address = address_of(rule, world).split("?")[0]
        for number, payload in enumerate(SCRIPT):
            if not has_turn(number, place, of=len(SCRIPT), few=1) and not (ALL and number % 10 == place % 10):
                continue
            answer = quick.as_person(world, person).get(address, query_string=dict.fromkeys(names, payload))
            assert answer.status_code < 500, f"{address} answers {answer.status_code} to {payload}"
            found = living(answer.text) if answer.mimetype == "text/html" else []
            assert found == [], (address, payload)
            tries.add(len(names))


def names_asked():
    """Return every name that some page reads from its address, found in the code."""
    source = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    return sorted(
        set(re.findall(r"""(?:args|asked)\.(?:get|getlist)\(\s*["'](\w+)["']""", source)) | set(MORE_NAMES)
    )


def test_a_template_in_a_text_is_not_worked_out(app, quick, world, tries):
    number = plant(TEMPLATE)[1]
    tries.add(number)
    for place, rule in enumerate(rules(app, "GET")):
        if has_turn(place, 0, of=4, few=1):
            answer = quick.as_person(world, "marja").get(address_of(rule, world))
            assert answer.status_code < 500
            assert b"49kwaad" not in answer.data and b"7777777kwaad" not in answer.data, rule
            tries.add()
