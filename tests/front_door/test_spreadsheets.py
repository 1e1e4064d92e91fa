"""Tables as CSV: what people typed never runs in somebody's spreadsheet."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workspace.spreadsheets import FORMULA, csv_text


def test_a_table_reads_as_dutch_spreadsheets_do():
    text = csv_text(
        ["Naam", "Euro", "Dag"], [["Zomerkalender", 12.5, date(2021, 2, 3)], ["Leeg", None, None]]
    )
    assert text == "\ufeffNaam;Euro;Dag\r\nZomerkalender;12,50;2021-02-03\r\nLeeg;;\r\n"


@given(st.sampled_from(FORMULA), st.text(alphabet="abc;\"'1()", max_size=20))
def test_no_text_is_run(start: str, rest: str):
    text = csv_text(["Naam"], [[start + rest]])
    assert text.split("\r\n", 1)[1].lstrip('"').startswith("'")


def test_a_number_below_zero_stays_a_number():
    assert csv_text(["Verschil"], [[-3]]).endswith("\r\n-3\r\n")
