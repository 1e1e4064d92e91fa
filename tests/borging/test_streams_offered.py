"""Which streams of money are offered to whoever says where the money comes from."""

from tests import cast
from workspace.programmes.models import FundingStream


def test_they_are_named_to_insiders_only(client, programme, board, karin):
    cast.save(FundingStream(programme_id=programme.id, name="Stil potje"))
    owner, vera = cast.make_organisation("Eigenaar"), cast.make_user("Vera")
    cast.make_member(vera, owner, represents=True)  # that takes no part in the programme
    initiative = cast.make_initiative("Soep", board, organisation_id=owner.id)
    address = f"/initiatieven/{initiative.id}/borging/geld"
    assert "Stil potje" in client.sign_in(karin).get(address).text
    page = client.sign_in(vera).get(address)
    assert 'name="geld-stream"' in page.text
    assert "Stil potje" not in page.text
