"""Names that are words too: somebody may call themselves "Zon", "Wil" or "de"."""

import re
from collections import Counter
from typing import Any

from sqlalchemy import select

from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Update
from workspace.learning.models import LearningMoment

LOOKED_AT = 500  # texts of each kind, newest first
OFTEN = 3  # times in small letters; fewer may be haste
# Dutch and English words that stand in any text, and are or could be a name.
ALWAYS = frozenset(
    {
        "aan", "al", "alle", "alles", "als", "altijd", "an", "and", "are", "bij", "buurt", "daar",
        "dag", "dan", "dank", "dat", "de", "deze", "die", "dit", "doe", "door", "dorp", "dus",
        "een", "en", "er", "for", "ga", "ge", "geen", "goed", "groet", "had", "hallo", "heb",
        "hebben", "heel", "heer", "het", "hier", "hij", "hoe", "hoi", "huis", "ik", "in", "inwoner",
        "is", "it", "ja", "je", "jij", "jou", "jullie", "kan", "kom", "kunnen", "maar", "mag",
        "man", "me", "mee", "meer", "met", "mij", "mijn", "moet", "na", "naam", "naar", "nee",
        "niet", "niets", "nog", "nu", "of", "om", "omdat", "on", "onder", "ons", "ook", "op",
        "over", "samen", "te", "ten", "ter", "the", "to", "toch", "tot", "u", "uit", "uw", "van",
        "veel", "vele", "voor", "vrouw", "waar", "wat", "we", "wel", "werk", "wie", "wij", "wil",
        "will", "wilt", "with", "word", "you", "zal", "ze", "zeer", "zelf", "zich", "zij", "zijn",
        "zo", "zon", "zou",
    }
)  # fmt: skip


def is_a_word(name: str, *, user_id: int) -> bool:
    """Tell whether each word of a name is a word of the language too.

    It is when people other than this one write it in small letters, and more often so than with a capital.
    """
    parts = name.split()
    return bool(parts) and all(_is_word(part, user_id) for part in parts)


def _is_word(part: str, user_id: int) -> bool:
    small = part.lower()
    if small in ALWAYS or sum(letter.isalpha() for letter in part) < 2:
        return True
    whole = re.compile(rf"(?<!\w){re.escape(small)}(?!\w)", re.IGNORECASE)
    found: Counter[bool] = Counter()
    for column, author in _texts():
        table = column.table
        said = select(column).where(column.icontains(small, autoescape=True), author != user_id)
        newest = said.order_by(table.c.id.desc()).limit(LOOKED_AT)
        for text in db.session.scalars(newest):
            found.update(word == small for word in whole.findall(text or ""))
    return found[True] >= OFTEN and found[True] > found[False]


def _texts() -> list[tuple[Any, Any]]:
    """Return what people write for others to read, each with who wrote it."""
    comments, news, moments = (each.__table__.c for each in (Comment, Update, LearningMoment))
    return [
        (comments.body, comments.author_id),
        (news.body, news.author_id),
        (moments.what, moments.author_id),
    ]
