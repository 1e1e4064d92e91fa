"""For whom there is something and for whom not, by theme, target group and statutory task."""

import csv
import re
from io import StringIO

import pytest

from tests import cast
from workspace.db import db
from workspace.initiatives.models import Stage, Visibility

ADDRESS = "/programmas/samen-in-linde/dekking"


@pytest.fixture
def covered(programme, board, rachida):
    """A theme for young and old under the Wmo, and one without a word about whom it is for."""
    board.policy_field, board.target_groups = "Wmo", ["youth", "older"]
    care = cast.make_board("Mantelzorg", programme, policy_field="Jeugdwet")
    db.session.commit()
    cast.make_initiative("Soep", board, rachida, target_groups=["older"])
    cast.make_initiative("Wandelen", board, rachida, target_groups=["older"], policy_field="Sport")
    cast.make_initiative("Voor ieder", care, rachida, target_groups=["everybody"], policy_field="Wmo")
    cast.make_initiative("Onder ons", board, target_groups=["youth"], visibility=Visibility.PARTNERS)
    cast.make_initiative("Concept", board, rachida, target_groups=["youth"], visibility=Visibility.DRAFT)
    cast.make_initiative(
        "Gestopt", board, rachida, target_groups=["youth"], stage=Stage.STOPPED, policy_field="Oude taak"
    )
    return care


def cells_of(page):
    """Return the words in each cell: theme -> cells."""
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>.*?</th>(.*?)</tr>', table, re.DOTALL)
    return {
        theme: [
            " ".join(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", cell).split())
            for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        ]
        for theme, row in rows
    }


def test_a_visitor_sees_what_is_public(client, covered):
    page = client.get(ADDRESS).text
    cells = cells_of(page)
    assert [cell.split(":")[0] for cell in cells["Eenzaamheid"]][:2] == [
        "Nog niets",
        "Niets",
    ]
    assert "Sport 1 Wandelen Wmo 1 Soep" in cells["Eenzaamheid"][2]
    assert cells["Mantelzorg"][:3] == ["Alleen 1 voor iedereen"] * 3
    assert "Op 1 plek is er nog niets: Jeugd bij Eenzaamheid." in " ".join(page.split())
    assert "Jeugdwet" in page[page.index("Taken waarvoor nog niets loopt") : page.index("<table")]
    for hidden in ("Onder ons", "Concept", "Gestopt", "Oude taak"):
        assert hidden not in page
    assert "/samen-in-linde/borging" not in page


def test_partners_see_what_is_for_partners(client, covered, coby, rachida):
    page = client.sign_in(coby).get(ADDRESS).text
    assert "Onder ons" in page
    assert "Voor elke doelgroep die een thema noemt, is er iets." in page
    assert "/samen-in-linde/borging" in page
    # One's own draft is no cover.
    assert "Concept" not in client.sign_in(rachida).get(ADDRESS).text


def test_each_number_leads_to_the_board_filtered(client, covered):
    page = client.get(ADDRESS).text
    assert 'href="/programmas/samen-in-linde/eenzaamheid?doelgroep=older"' in page
    assert "Wandelen" in client.get("/programmas/samen-in-linde/eenzaamheid?doelgroep=older").text


def test_the_file_names_the_empty_cells_too(client, covered):
    answer = client.get(f"{ADDRESS}/dekking.csv")
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert ["Eenzaamheid", "Jeugd", "", "0", ""] in rows
    assert ["Eenzaamheid", "Ouderen", "Sport", "1", "Wandelen"] in rows
    assert "Onder ons" not in answer.text


def test_what_says_not_for_whom_stands_apart(client, covered, rachida):
    cast.make_initiative("Iets", covered, rachida)
    page = client.get(ADDRESS).text
    assert "Iets" in page[page.index('id="niet-gezegd"') :]


def test_a_long_list_of_titles_goes_on_at_the_board(client, board, rachida):
    for number in range(13):
        cast.make_initiative(f"Idee {number}", board, rachida, target_groups=["youth"])
    page = client.get(ADDRESS).text
    assert "13 initiatieven" in page
    assert "en nog 3" in page


def test_a_hidden_programme_is_not_there(client, programme, board, nico):
    programme.openness = "partners"
    db.session.commit()
    assert client.get(ADDRESS).status_code == 404
    assert client.sign_in(nico).get(ADDRESS).status_code == 404


def test_a_hidden_board_is_not_there(client, covered, nico):
    covered.openness = "partners"
    db.session.commit()
    assert "Mantelzorg" not in client.get(ADDRESS).text
    assert "Mantelzorg" not in client.get(f"{ADDRESS}/dekking.csv").text


def test_an_empty_programme_invites(client, programme):
    assert "Hier komen de thema" in client.get(ADDRESS).text


def test_it_takes_as_many_queries_for_many(client, queries, covered, board, rachida):
    counts = []
    for more in (5, 40):
        for number in range(more):
            cast.make_initiative(f"Idee {number}", board, rachida, target_groups=["youth"])
        queries.clear()
        client.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
