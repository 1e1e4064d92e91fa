"""Reading a list of municipalities and provinces in the layout of Statistics Netherlands (CBS)."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from workspace.imports.queries.files import Mistakes, read_text
from workspace.text import clean

COLUMNS = (
    "Gemeentecode", "GemeentecodeGM", "Gemeentenaam", "Provinciecode", "ProvinciecodePV", "Provincienaam",
)  # fmt: skip
LONGEST_NAME = 80


@dataclass(frozen=True)
class Municipality:
    """One line of the list."""

    code: str
    name: str
    province_code: str
    province: str


def read_municipalities(path: Path) -> list[Municipality]:
    """Return every municipality in this file; raise BadFile naming each line that is wrong."""
    mistakes = Mistakes(path)
    rows = csv.reader(io.StringIO(read_text(path)), strict=True)
    found: list[tuple[int, Municipality]] = []
    try:
        header = next(rows, [])
        if tuple(header) != COLUMNS:
            mistakes.add(1, f"the columns must be {','.join(COLUMNS)}.")
            mistakes.refuse()
        found = [(rows.line_num, _municipality(row, rows.line_num, mistakes)) for row in rows if row]
    except csv.Error as problem:
        mistakes.add(rows.line_num, f"is not CSV: {problem}.")
    mistakes.refuse()
    _check_together(found, mistakes)
    mistakes.refuse()
    return [municipality for _, municipality in found]


def _municipality(row: list[str], line: int, mistakes: Mistakes) -> Municipality:
    if len(row) != len(COLUMNS):
        mistakes.add(line, f"has {len(row)} fields, not {len(COLUMNS)}.")
        return Municipality("", "", "", "")
    number, code, name, province_number, province_code, province = (clean(field) for field in row)
    if not re.fullmatch(r"\d{4}", number) or code != f"GM{number}":
        mistakes.add(line, f"{number!r} and {code!r} are no code of a municipality, such as 0106 and GM0106.")
    if not re.fullmatch(r"\d{2}", province_number) or province_code != f"PV{province_number}":
        mistakes.add(line, f"{province_number!r} and {province_code!r} are no code of a province.")
    for label, text in (("municipality", name), ("province", province)):
        if not text or len(text) > LONGEST_NAME:
            mistakes.add(line, f"the name of the {label} must have 1 to {LONGEST_NAME} characters.")
    return Municipality(code, name, province_code, province)


def _check_together(found: list[tuple[int, Municipality]], mistakes: Mistakes) -> None:
    if not found:
        mistakes.add(0, "holds no municipalities.")
    codes: set[str] = set()
    names: set[tuple[str, str]] = set()
    provinces: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for line, place in found:
        if place.code in codes:
            mistakes.add(line, f"{place.code} was there before.")
        if (place.province_code, place.name) in names:
            mistakes.add(line, f"{place.name} was there before in {place.province}.")
        if provinces.setdefault(place.province_code, place.province) != place.province:
            mistakes.add(line, f"{place.province_code} is called {provinces[place.province_code]} above.")
        if by_name.setdefault(place.province, place.province_code) != place.province_code:
            mistakes.add(line, f"{place.province} has the code {by_name[place.province]} above.")
        codes.add(place.code)
        names.add((place.province_code, place.name))
