"""What in a text tells who somebody is: citizen service numbers, phone numbers, e-mail addresses.

Pure: it finds what looks like one, and leaves numbers of companies, accounts, days and amounts alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Found(StrEnum):
    """What something in a text looks like."""

    CITIZEN_NUMBER = "citizen_number"  # BSN: who has no ground in law may not use it (UAVG, article 46)
    PHONE = "phone"
    EMAIL = "email"


class Find(NamedTuple):
    """Something that was found, and how it stands in the text."""

    kind: Found
    words: str


UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2212]")

# Masked first: their digits could be read on into the number after them.
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){8,12}(?!\w)", re.IGNORECASE)
LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
DAY = re.compile(
    r"(?<![\d.,-])(?:\d{1,2}([-./ ])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d|[-./]\d)"
)
HOUR = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)")

# A part of an address before the @ has 64 signs at the most, and a name between dots 63 (RFC 5321, RFC 1035).
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[](?:at|apenstaartje)[)\]]\s?)(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63}",
    re.IGNORECASE,
)
ABROAD = r"(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?"
PHONE = re.compile(rf"(?<![\w+.,€-])(?:{ABROAD}|\(?0)(?:[ .)/-]{{0,3}}\d){{9}}(?!\w|[.,-]\d)")
# Of organisations, never of one person (ACM, numbering plan): free and paid numbers, and those of firms.
OF_FIRMS = ("0800", "0900", "0906", "0909", "088")

NUMBER = re.compile(r"(?<![\w+€])\d(?:[ .-]?\d){7,8}(?!\w|[ .,/-]?\d)")
GROUPS = {(9,), (3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 3, 4), (4, 5), (5, 4)}
AROUND = 40  # signs before and after a number that say what it is
# Before a number, these say that it is one: then eight digits count too, as a zero in front is left out.
SAYS_SO = re.compile(r"(?:\bbsn|burger ?service ?n|sofi-?n)[^\d]{0,25}$", re.IGNORECASE)
# These say that it is another; that of a legal person (RSIN) passes the same test.
SAYS_OTHER = re.compile(
    r"(?:\b(?:rsin|kvk|fiscaal|btw|anbi|isbn|vestiging\w*|zaak\w*|dossier\w*)\b[^\d]{0,25}"
    r"|€ ?|\beuro? |\d[ .,/-])$",
    re.IGNORECASE,
)
IS_MONEY = re.compile(r"^(?:,-|,\d\d| euro\b| eur\b| miljoen\b|%)", re.IGNORECASE)


def find_personal_data(text: str) -> list[Find]:
    """Return what in this text looks like one of these, each once, in the order of the kinds."""
    plain = DASHES.sub("-", UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    if not any(sign in plain for sign in "@([") and sum(sign.isdigit() for sign in plain) < 8:
        return []
    found = [Find(Found.EMAIL, match.group()) for match in EMAIL.finditer(plain)]
    plain = EMAIL.sub(_mask, plain)
    for pattern in (IBAN, LINK, DAY, HOUR):
        plain = pattern.sub(_mask, plain)
    citizens = list(_citizen_numbers(plain))
    phones = [Find(Found.PHONE, words) for words in _phones(plain)]
    return list(dict.fromkeys([*citizens, *phones, *found]))


def is_citizen_number(digits: str) -> bool:
    """Tell whether nine digits pass the test of citizen service numbers (the elfproef; RvIG)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def _citizen_numbers(plain: str) -> Iterator[Find]:
    for match in NUMBER.finditer(plain):
        start, end = match.span()
        before, after = plain[max(0, start - AROUND) : start], plain[end : end + AROUND]
        groups = tuple(len(group) for group in re.split(r"[ .-]", match.group()))
        digits = re.sub(r"\D", "", match.group())
        is_said = bool(SAYS_SO.search(before))
        is_whole = groups in GROUPS and len(set(re.findall(r"[ .-]", match.group()))) <= 1
        if not is_said and (not is_whole or SAYS_OTHER.search(before) or IS_MONEY.match(after)):
            continue
        if is_citizen_number(digits.zfill(9)):
            yield Find(Found.CITIZEN_NUMBER, match.group())


def _phones(plain: str) -> Iterator[str]:
    for match in PHONE.finditer(plain):
        words = match.group().strip(" (")
        national = re.sub(ABROAD, "0", words, count=1) if words[0] == "+" or words[:2] == "00" else words
        groups = re.findall(
            r"\d+", national.replace("0 6", "06", 1) if national.startswith("0 6") else national
        )
        digits = "".join(groups)
        is_number = digits[0] == "0" and digits[1] != "0" and not digits.startswith(OF_FIRMS)
        if is_number and len(groups) <= 6 and all(len(group) > 1 for group in groups[1:]):
            yield words


def _mask(match: re.Match[str]) -> str:
    return "#" * len(match.group())
