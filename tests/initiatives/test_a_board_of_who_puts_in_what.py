"""A board shows per initiative what was promised, what is given and what is needed: kindly (N15)."""

import pytest

from tests import cast
from workspace.initiatives.models import InitiativePartner, Stage
from workspace.initiatives.queries.inputs import AT_ONCE


def board_page(board):
    return f"/programmas/samen-in-linde/{board.slug}/inzet"


@pytest.fixture
def place(initiative, welfare):
    return cast.save(
        InitiativePartner(
            initiative_id=initiative.id,
            organisation_id=welfare.id,
            needs="Iemand die kookt",
            hours_promised=8,
            hours_given=4,
        )
    )


def test_a_board_goes_by_initiative_and_names_who_could_help(client, board, municipality, place, paul):
    cast.make_initiative("Afgerond", board, stage=Stage.COMPLETED)
    cast.make_initiative("Bezoekmaatjes", board)
    page = client.sign_in(paul).get(board_page(board)).text
    assert page.index("Bezoekmaatjes") < page.index("Soep op dinsdag")
    assert "Afgerond" not in page
    assert "1 organisatie doet mee. Samen 4 van 8 uur per maand." in page
    assert "Iemand die kookt" in page
    assert "doen hier nog niet mee: Gemeente Linde." in page
    assert "Hulp aanbieden" in page
    assert board_page(board) in client.get(board_page(board).removesuffix("/inzet")).text


@pytest.mark.parametrize("who", ["nico", "rachida", "ada", "otto"])
def test_the_board_is_for_insiders(client, request, board, who):
    assert client.sign_in(request.getfixturevalue(who)).get(board_page(board)).status_code == 403
    assert board_page(board) not in client.get(board_page(board).removesuffix("/inzet")).text


def test_an_empty_board_says_what_will_come(client, board, coby):
    assert "Nog geen initiatieven" in client.sign_in(coby).get(board_page(board)).text


def test_a_long_board_has_pages_and_each_costs_the_same(client, queries, board, welfare, paul):
    def cost(address):
        queries.clear()
        assert client.get(address).status_code == 200
        return len(queries)

    client.sign_in(paul)
    for number in range(AT_ONCE + 3):
        one = cast.make_initiative(f"Soep {number:03}", board)
        cast.save(InitiativePartner(initiative_id=one.id, organisation_id=welfare.id, needs="Pannen"))
        if not number:
            few = cost(board_page(board))
    assert cost(board_page(board)) == few <= 5
    page = client.get(board_page(board)).text
    assert "Soep 000" in page
    assert f"Soep {AT_ONCE:03}" not in page
    following = page.split(f'href="{board_page(board)}?na=')[1].split('"')[0]
    rest = client.get(f"{board_page(board)}?na={following}").text
    assert f"Soep {AT_ONCE:03}" in rest
    assert "Soep 000" not in rest
    assert client.get(f"{board_page(board)}?na=x").status_code == 200
    assert "Er zijn geen initiatieven meer." in client.get(f"{board_page(board)}?na={one.id}").text
