"""What the tests of adopting reports stand on."""

import pytest

from tests import cast
from tests.reporting.making import (
    COUNTED,
    PICTURE,
    SOUP,
    adopt,
    make_moment,
    make_report,
    make_section,
    picture_of,
    quote_of,
)
from workspace.learning.models import MomentKind, MomentPicture


@pytest.fixture
def told(board, tess):
    """A success and an obstacle of the theme."""
    make_moment(board, tess, MomentKind.SUCCESS, "De soep is elke dinsdag op.")
    make_moment(board, tess, MomentKind.OBSTACLE, "De sleutel lag bij de beheerder.")


@pytest.fixture
def quote(board, tess):
    moment = make_moment(board, tess, MomentKind.QUOTE, SOUP, said_by="Mieke Jansen", said_as="vrijwilliger")
    cast.save(
        MomentPicture(
            moment_id=moment.id, file_name=PICTURE, alt="Een pan soep", width=9, height=9, is_agreed=True
        )
    )
    return moment


@pytest.fixture
def report(board, tess, told, quote):
    report = make_report(board, tess)
    words = f"Mieke Jansen zei het zo: {SOUP} Dat onthouden wij."
    make_section(report, board, COUNTED, quote_of(quote), picture_of(quote), drawn=words)
    return report


@pytest.fixture
def adopted(client, report, marja):
    assert client.sign_in(marja).open(method="POST", **adopt(report)).status_code == 303
    return cast.reloaded(report)
