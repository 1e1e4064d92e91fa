"""Results as numbers with a unit and a day: told, added up, corrected, taken back and taken along (N15)."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.activity.models import Event
from workspace.db import db
from workspace.initiatives.models import Stage, Visibility
from workspace.results.models import Result
from workspace.times import today

GUESTS = {"amount": "24", "unit": "bezoekers", "what": "Soepavond", "on_day": "2026-05-03"}


def page_of(initiative):
    return f"/initiatieven/{initiative.id}/resultaten"


def make_result(initiative, user, amount=2400, **facts):
    facts = {"what": "Soepavond", "unit": "bezoekers", "on_day": date(2026, 5, 3)} | facts
    return cast.save(
        Result(
            initiative_id=initiative.id,
            entered_by_id=user.id,
            role="resident",
            amount_hundredths=amount,
            **facts,
        )
    )


def stored():
    db.session.expire_all()
    return db.session.query(Result).order_by(Result.id).all()


def verbs():
    return [(event.verb, event.is_public) for event in db.session.query(Event).order_by(Event.id)]


def test_what_was_counted_is_there_for_everybody(client, initiative, rachida):
    answer = client.sign_in(rachida).post(page_of(initiative), data=GUESTS)
    assert (answer.status_code, answer.location) == (303, page_of(initiative))
    assert verbs() == [("result_added", True)]
    client.sign_out()
    page = client.get(page_of(initiative)).text
    assert "24 bezoekers" in page
    assert "3 mei 2026" in page
    assert "verteld door Rachida (inwoner)" in page
    assert "Resultaat toevoegen" not in page
    on_its_page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
    assert "bezoekers · Soepavond" in on_its_page
    assert page_of(initiative) in on_its_page


@pytest.mark.parametrize(
    ("typed", "hundredths", "shown"),
    [
        ("24", 2400, "24"),
        ("0", 0, "0"),
        ("1.250,5", 125050, "1.250,5"),
        ("1250,50", 125050, "1.250,5"),
        ("0,05", 5, "0,05"),
        ("12 500", 1250000, "12.500"),
    ],
)
def test_numbers_are_typed_as_people_here_do(client, initiative, rachida, typed, hundredths, shown):
    client.sign_in(rachida).post(page_of(initiative), data=GUESTS | {"amount": typed})
    assert stored()[0].amount_hundredths == hundredths
    assert f"{shown} bezoekers" in client.get(page_of(initiative)).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"amount": ""}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        ({"amount": "veel"}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        ({"amount": "1.5"}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        ({"amount": "9" * 5000}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        ({"amount": "1,234"}, "Vul een getal in, bijvoorbeeld 24 of 1.250,5."),
        ({"amount": "-3"}, "Vul een getal in dat niet onder nul is."),
        ({"unit": " "}, "Vul in wat u telde, bijvoorbeeld bezoekers."),
        ({"unit": "x" * 41}, "Maak de tekst korter"),
        ({"what": "x" * 121}, "Maak de tekst korter"),
        ({"on_day": ""}, "Vul in op welke dag u telde."),
        ({"on_day": "31-2-2026"}, "Vul een datum in, zoals 1-12-2026."),
        ({"on_day": "future"}, "Deze dag moet nog komen."),
    ],
)
def test_mistakes_are_told_and_the_text_is_kept(client, initiative, rachida, fields, said):
    if fields.get("on_day") == "future":
        fields = {"on_day": (today() + timedelta(days=1)).isoformat()}
    page = client.sign_in(rachida).post(page_of(initiative), data=GUESTS | {"amount": "31"} | fields)
    assert page.status_code == 422
    assert said in page.text
    if "what" not in fields:
        assert 'value="Soepavond"' in page.text
    assert stored() == []


def test_today_is_no_future_and_what_it_was_about_may_be_left_out(client, initiative, rachida):
    sent = GUESTS | {"what": "", "on_day": today().isoformat()}
    assert client.sign_in(rachida).post(page_of(initiative), data=sent).status_code == 303
    assert stored()[0].what == ""


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "olaf", "coby", "ada", "otto"])
def test_who_does_not_tell_the_news_tells_no_results(client, request, initiative, rachida, who):
    result = make_result(initiative, rachida)
    client.sign_in(request.getfixturevalue(who))
    one = f"{page_of(initiative)}/{result.id}"
    assert client.post(page_of(initiative), data=GUESTS).status_code == 403
    assert client.get(one).status_code == 403
    assert client.post(one, data=GUESTS).status_code == 403
    assert client.post(f"{one}/intrekking").status_code == 403
    assert client.get(page_of(initiative)).status_code == 200
    assert len(stored()) == 1


def test_out_of_sight_there_is_nothing(client, board, initiative, rachida, paul, nico):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    result = make_result(hidden, paul)
    for address in (page_of(hidden), f"{page_of(hidden)}.csv"):
        assert client.sign_in(nico).get(address).status_code == 404
    assert client.post(page_of(hidden), data=GUESTS).status_code == 404
    of_another = f"{page_of(initiative)}/{result.id}"
    assert client.sign_in(rachida).get(of_another).status_code == 404
    assert client.post(f"{of_another}/intrekking").status_code == 404


def test_a_visitor_signs_in_first(client, initiative):
    assert "/inloggen" in client.post(page_of(initiative), data=GUESTS).location


def test_a_mistake_is_corrected_and_what_it_said_is_on_record(client, initiative, rachida):
    result = make_result(initiative, rachida)
    one = f"{page_of(initiative)}/{result.id}"
    assert 'value="24"' in client.sign_in(rachida).get(one).text
    assert client.post(one, data=GUESTS | {"amount": "25", "version": 1}).status_code == 303
    assert stored()[0].amount_hundredths == 2500
    event = db.session.query(Event).one()
    assert event.verb == "result_corrected"
    assert [said["amount_hundredths"] for said in event.details["changes"]] == [2400, 2500]
    assert client.post(one, data=GUESTS | {"amount": "25", "version": 2}).status_code == 303
    assert len(verbs()) == 1  # the same again is no news
    assert client.post(one, data=GUESTS | {"amount": "-1", "version": 2}).status_code == 422


def test_the_second_of_two_sees_both_numbers(client, initiative, rachida, karin):
    one = f"{page_of(initiative)}/{make_result(initiative, rachida).id}"
    client.sign_in(karin).post(one, data=GUESTS | {"amount": "25", "version": 1})
    late = client.sign_in(rachida).post(one, data=GUESTS | {"amount": "26", "version": 1})
    assert late.status_code == 409
    assert "25" in late.text
    assert "26" in late.text
    assert stored()[0].amount_hundredths == 2500


def test_six_corrections_at_once_have_one_winner(app, initiative, rachida):
    one = f"{page_of(initiative)}/{make_result(initiative, rachida).id}"
    answers = all_at_once(
        app,
        rachida,
        lambda client, number: client.post(one, data=GUESTS | {"amount": str(30 + number), "version": 1}),
    )
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)


def test_taking_back_leaves_the_row_and_nothing_on_any_page(client, initiative, rachida):
    result = make_result(initiative, rachida)
    one = f"{page_of(initiative)}/{result.id}"
    client.sign_in(rachida)
    assert client.post(f"{one}/intrekking").status_code == 303
    row = stored()[0]
    assert row.withdrawn_at is not None
    assert verbs() == [("result_withdrawn", True)]
    for page in (
        page_of(initiative),
        f"/initiatieven/{initiative.id}-soep-op-dinsdag",
        f"{page_of(initiative)}.csv",
    ):
        assert "Soepavond" not in client.get(page).text
    assert client.get(one).status_code == 404
    assert client.post(f"{one}/intrekking").status_code == 404


def test_a_second_click_counts_once(client, initiative, rachida):
    client.sign_in(rachida)
    for _ in range(2):
        assert client.post(page_of(initiative), data=GUESTS | {"once": "k"}).status_code == 303
    assert len(stored()) == 1


def test_the_same_thing_is_added_up_and_shown_over_time(client, initiative, rachida):
    make_result(initiative, rachida, 1000)
    make_result(initiative, rachida, 2000, unit="Bezoekers", on_day=date(2026, 5, 10))
    make_result(initiative, rachida, 500, unit="uren")
    page = client.get(page_of(initiative)).text
    assert '<td class="number" data-label="Samen">30</td>' in page
    assert '<td class="number" data-label="Keer geteld">2</td>' in page
    assert 'role="img"' not in page  # two days say less than the numbers
    make_result(initiative, rachida, 1250, on_day=date(2026, 5, 17))
    page = client.get(page_of(initiative)).text
    assert page.count('role="img"') == 1
    assert "Het laagste is 10, het hoogste 20, het laatste 12,5." in page


def test_nothing_but_zeros_is_drawn_too(client, initiative, rachida):
    for day in (1, 2, 3):
        make_result(initiative, rachida, 0, on_day=date(2026, 5, day))
    assert 'role="img"' in client.get(page_of(initiative)).text


def test_it_comes_along_as_a_table(client, initiative, rachida, karin, welfare):
    make_result(initiative, rachida, 125050, what="=HYPERLINK()", organisation_id=welfare.id)
    make_result(initiative, rachida, on_day=date(2026, 5, 4), what="")
    answer = client.get(f"{page_of(initiative)}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows == [
        ["dag", "aantal", "van wat", "waarbij", "organisatie"],
        ["2026-05-04", "24", "bezoekers", "", ""],
        ["2026-05-03", "1250,50", "bezoekers", "'=HYPERLINK()", "Welzijn Linde"],
    ]
    assert "Rachida" not in answer.text


def test_after_the_end_one_can_still_say_what_came_of_it(client, initiative, rachida):
    initiative.stage = Stage.COMPLETED
    db.session.commit()
    assert client.sign_in(rachida).post(page_of(initiative), data=GUESTS).status_code == 303


def test_many_results_have_pages_and_cost_the_same(client, queries, initiative, rachida):
    def cost():
        queries.clear()
        assert client.get(page_of(initiative)).status_code == 200
        return len(queries)

    make_result(initiative, rachida)
    few = cost()
    for day in range(1, 32):
        make_result(initiative, rachida, on_day=date(2026, 3, day))
    assert cost() == few <= 5
    assert "pagina=2" in client.get(page_of(initiative)).text
    assert "1 maart 2026" in client.get(f"{page_of(initiative)}?pagina=2").text
    for odd in ("0", "x", "99999999999", "-1"):
        assert client.get(f"{page_of(initiative)}?pagina={odd}").status_code == 200


def test_an_empty_page_says_what_will_come(client, initiative):
    assert "Hier komt wat er is geteld" in client.get(page_of(initiative)).text
