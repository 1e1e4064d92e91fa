"""A quote that waits, and the key in the letter to the person quoted."""

import pytest

from tests.learning.making import make_moment
from tests.learning.quoting import WORDS, ask, key_in_the_last_letter


@pytest.fixture
def quote(initiative, karin):
    said = {"said_by": "Mieke Jansen", "said_as": "vrijwilliger", "role": "theme_lead"}
    return make_moment(initiative, karin, WORDS, kind="quote", published_at=None, **said)


@pytest.fixture
def key(client, quote, karin):
    ask(client.sign_in(karin), quote)
    client.sign_out()
    return key_in_the_last_letter()
