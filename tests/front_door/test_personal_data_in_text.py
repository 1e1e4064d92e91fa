"""What looks like a citizen service number, a phone number or an e-mail address, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.personal_data import Found, find_personal_data, is_citizen_number

pytestmark = pytest.mark.once

BSN = (
    "111222333",
    "Mijn nummer is 123456782.",
    "123 456 782",
    "123.456.782",
    "123-456-782",
    "1234.56.782",
    "bsn: 123456782",
    "BSN 12345672",  # eight digits: the zero in front is left out
    "burgerservicenummer van mijn moeder is 012345672",
    "sofinummer 1112.22.333",
    "(111222333)",
    "１１１２２２３３３",  # full width
    "111\u200b222\u200b333",
    "111\u00a0222\u00a0333",
    "Bel niet, schrijf: 111222333!",
    "12-11-2026 111222333",
)
PHONES = (
    "06-12345678",
    "06 12 34 56 78",
    "0612345678",
    "06.12.34.56.78",
    "06 - 12345678",
    "+31 6 12345678",
    "+31612345678",
    "+31 (0)6 1234 5678",
    "0031 6 12 34 56 78",
    "013-1234567",
    "(013) 123 45 67",
    "0412 - 12 34 56",
    "0412/123456",
    "Bel Jan op 0612345678, na 19.00 uur",
    "085 123 45 67",
    "０６１２３４５６７８",
    "06\u20111234\u20115678",
    "tel:0612345678",
)
EMAILS = (
    "jan@example.nl",
    "Mail naar jan.de.vries+soep@mail.example.co.uk.",
    "jan (at) example.nl",
    "jan[at]example.nl",
    "JAN@EXAMPLE.NL",
    "mailto:jan@example.nl",
    "[mail](mailto:jan@example.nl)",
    "jan＠example.nl",
)
NOTHING = (
    "",
    "Wij komen op 12-11-2026 om 10.30 uur.",
    "Van 01-12-2026 10.00 tot 12.00 uur",
    "Op 01-12-2026 10 mensen, op 02-12-2026 12 mensen",
    "09.00-12.00 13.00-17.00",
    "2024-2028",
    "2020 2021 2022 2023 2024",
    "KvK 12345678",
    "KvK 24376338",
    "KvK-nummer 24 37 63 38",
    "Ingeschreven onder 12345672",
    "RSIN 123456782",
    "RSIN: 111222333 (ANBI)",
    "btw NL123456782B01",
    "NL123456782B01",
    "NL91 ABNA 0417 1643 00",
    "NL91ABNA0417164300",
    "€ 123.456.782",
    "123.456.782 euro",
    "€ 1.250.000,50",
    "111.222.333,00",
    "Hoofdstraat 12-14, 5411 BA Zeeland",
    "5411 BA 12",
    "Molenstraat 1234567890123",
    "ISBN 978-90-123-4567-8",
    "ISBN 111222333",
    "Zie initiatief 123456",
    "Er kwamen 1.234 mensen en 56 kinderen",
    "112",
    "0800-1234",
    "0900 123 45 67",
    "088 123 45 67",
    "14 0412",
    "Zaaknummer 2024-00123456",
    "https://www.example.nl/0612345678/111222333",
    "www.example.nl/?tel=0612345678",
    "@soepgroep op sociale media",
    "https://example.social/@soep",
    "52,0907 5,1214",
    "123456789",  # fails the test of eleven
    "000000000",
    "1112223334",
    "10 20 30 40 50",
    "1-2-3 in de pan",
    "Artikel 46 UAVG (2018)",
    "samen (met wie wil) koken",
)


@pytest.mark.parametrize("text", BSN)
def test_a_citizen_service_number_is_found(text):
    assert [find.kind for find in find_personal_data(text)] == [Found.CITIZEN_NUMBER]


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_found(text):
    assert [find.kind for find in find_personal_data(text)] == [Found.PHONE]


@pytest.mark.parametrize("text", EMAILS)
def test_an_address_is_found(text):
    assert [find.kind for find in find_personal_data(text)] == [Found.EMAIL]


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_left_alone(text):
    assert find_personal_data(text) == []


def test_everything_is_found_once_and_as_it_was_typed():
    text = "Jan, 06-12345678 of jan@example.nl. Nog eens: 06-12345678. BSN 123456782"
    assert [(find.kind, find.words) for find in find_personal_data(text)] == [
        (Found.CITIZEN_NUMBER, "123456782"),
        (Found.PHONE, "06-12345678"),
        (Found.EMAIL, "jan@example.nl"),
    ]


def test_the_test_of_eleven():
    assert is_citizen_number("111222333")
    assert is_citizen_number("123456782")
    assert not is_citizen_number("123456789")
    assert sum(is_citizen_number(f"{number:09}") for number in range(100_000_000, 100_011_000)) == 1000


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    find_personal_data(text)


def test_a_long_text_is_read_in_no_time():
    for text in (
        "0 " * 20_000,
        "1." * 20_000,
        "a." * 20_000 + "@",
        "(" * 40_000,
        "06-" * 15_000,
        "a@" * 20_000,
    ):
        find_personal_data(text)
