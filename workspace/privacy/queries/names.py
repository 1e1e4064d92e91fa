"""What takes somebody's name out of a text: whole, in its parts, and not where it is a word like any other.

People choose their own name: "Zon", "Wil" or "de". A word of the language is taken out only where somebody
says with it who they are, so that erasing one person spoils no texts.
"""

import re
from collections.abc import Callable, Iterable
from html import escape

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.areas.models import Area
from workspace.db import db
from workspace.privacy.queries.awkward_names import is_a_word

REMOVED = "[weggehaald]"
LEAST = 3  # letters of a part of a name that is looked for by itself
# Before a name that is a word: what people write when they say who they are, or end a letter.
BEFORE = (
    r"\b(?:ik ben|ik heet|naam is|naam:|groet(?:en|jes)?(?: van)?,?|gr\.?,?|liefs,?|i am|my name is"
    r"|regards,?)\s+"
)
AFTER = r"(?=\s*(?:[.,;!?\n]|$))"

Scrub = Callable[[str], str]


def names_out(user: User, called: str) -> Scrub:
    """Return what takes the name, whole and in its parts, and the address out of words of theirs.

    A part that is the name of a place, or a word, stays where it stands alone.
    """
    first, _, rest = user.name.partition(" ")
    places = {name.lower() for name in db.session.scalars(select(Area.name))}
    parts = [
        part
        for part in (first, rest)
        if len(part) >= LEAST and part.lower() not in places and not is_a_word(part, user_id=user.id)
    ]
    out, whole = address_out(user.email), _whole(user, called)
    exact = _words(parts if rest else [])
    return lambda text: exact.sub(called, whole(out(text)))


def whole_name_out(user: User, called: str) -> Scrub:
    """Return what takes the whole name out of words of others, and the address; a first name alone stays."""
    out = address_out(user.email)
    if " " not in user.name:
        return out
    whole = _whole(user, called)
    return lambda said: whole(out(said))


def name_in_letters_out(user: User, called: str) -> Scrub:
    """Return what takes the name out of letters to others; "Kees" stays in the name of Kees Jansen."""
    if " " in user.name:
        return names_out(user, called)
    out = address_out(user.email)
    if is_a_word(user.name, user_id=user.id):
        return out
    alone = re.compile(rf"(?<!\w){re.escape(user.name)}(?!\w)(?!\s+[A-Z])")
    return lambda said: alone.sub(called, out(said))


def names_in_drafts_out(names: Iterable[str], called: str, *, user_id: int) -> Scrub:
    """Return what takes these names out of a draft; one that is a word only where it stands beside words.

    There it is between quotes, as a value by itself, or after a dash, as who says what stands before.
    """
    known = {name for name in names if name.strip()}
    awkward = {name for name in known if is_a_word(name, user_id=user_id)}
    whole = _words(known - awkward)
    either = _either(awkward)
    beside = re.compile(rf'(?<=")(?:{either})(?=["\\])|(?<=[—–-]\s)(?:{either}){AFTER}')
    return lambda said: beside.sub(called, whole.sub(called, said))


def address_out(email: str) -> Scrub:
    """Return what takes this address out of a text."""
    address = re.compile(re.escape(email), re.IGNORECASE)
    return lambda text: address.sub(REMOVED, text)


def _whole(user: User, called: str) -> Scrub:
    """Return what takes the whole name out, in any case; one word only as a name is written."""
    name = user.name
    if is_a_word(name, user_id=user.id):
        own = _either([name])
        alone = re.compile(rf"^[ \t]*(?:{own})[ \t]*[.!]?$", re.IGNORECASE | re.MULTILINE)
        said = re.compile(rf"({BEFORE})(?:{own}){AFTER}", re.IGNORECASE)
        return lambda text: said.sub(lambda found: found[1] + called, alone.sub(called, text))
    forms = _words([name], re.IGNORECASE) if " " in name else _words([name, name.capitalize(), name.upper()])
    return lambda text: forms.sub(called, text)


def _words(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(names)})(?!\w)", flags)


def _either(names: Iterable[str]) -> str:
    forms = {form for name in names for form in (name, escape(name))} - {""}
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) or r"(?!)"
