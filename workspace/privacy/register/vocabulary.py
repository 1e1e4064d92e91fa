"""The words in which the register speaks: why, on which ground, who sees it, how long, and what erasing does.

A table of the register says which columns hold personal data, by what they are (`theirs`, `words`, `facts`…).
From that follow the facts of each column, as a `Column`. What is said nowhere is classified nowhere, and a
test names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import LazyString


class Ground(StrEnum):
    """Why it is lawful (AVG, article 6, first paragraph; the letter is that of the article)."""

    CONSENT = "consent"  # a
    CONTRACT = "contract"  # b
    LEGAL_DUTY = "legal_duty"  # c
    PUBLIC_TASK = "public_task"  # e


class Seen(StrEnum):
    """Who sees it, from few to many."""

    NOBODY = "nobody"  # only the machine, to do its work
    SELF = "self"
    RECEIVER = "receiver"  # and the person to whom it is sent
    ADMINISTRATORS = "administrators"
    MODERATORS = "moderators"  # theme lead and team, who look after what is said
    COORDINATOR = "coordinator"  # of the initiative, by what the person chose to share
    ORGANISATION = "organisation"  # of which the person is a member
    PARTNERS = "partners"  # who takes part in the programme
    EVERYBODY = "everybody"


class DataKind(StrEnum):
    """What a column holds."""

    LINK = "link"  # the number or the address of the person
    NAME = "name"
    CONTACT = "contact"
    WORDS = "words"  # what somebody wrote or said
    PRIVATE = "private"  # what is about the person alone
    FACT = "fact"  # when, as what, which choice: personal as long as the row has a person
    FILE = "file"  # the name of a file on the disk
    SECRET = "secret"  # noqa: S105 - what shows that it is them: kept as a hash or encrypted, never given out


class Erasing(StrEnum):
    """What becomes of a value; of a link: of the row."""

    STAYS = "stays"  # it tells nothing once its account has no name
    NOBODY = "nobody"  # the link is cut
    BLANKED = "blanked"  # emptied
    BLANKED_IF_OWN = "blanked_if_own"  # unless it was said in office, or others built on it
    REPLACED = "replaced"  # by something that tells nothing; a link: by an account without a name
    ROW_REMOVED = "row_removed"
    ROW_REMOVED_IF_ALONE = "row_removed_if_alone"  # when nobody else worked on it; else it stays
    FILE_REMOVED = "file_removed"  # from the disk as well


@dataclass(frozen=True)
class Treatment:
    """What becomes of it when its person goes and their words stay, or go; and when the programme is over."""

    stay: Erasing
    go: Erasing
    end: Erasing = Erasing.STAYS


STAYS = Treatment(Erasing.STAYS, Erasing.STAYS)
GOES = Treatment(Erasing.ROW_REMOVED, Erasing.ROW_REMOVED)
GOES_IF_WISHED = Treatment(Erasing.STAYS, Erasing.ROW_REMOVED)
GOES_IF_ALONE = Treatment(Erasing.STAYS, Erasing.ROW_REMOVED_IF_ALONE)
CUT = Treatment(Erasing.NOBODY, Erasing.NOBODY)
REPLACED = Treatment(Erasing.REPLACED, Erasing.REPLACED)
BLANKED = Treatment(Erasing.BLANKED, Erasing.BLANKED, Erasing.BLANKED)
BLANKED_IF_WISHED = Treatment(Erasing.STAYS, Erasing.BLANKED)
BLANKED_IF_OWN = Treatment(Erasing.STAYS, Erasing.BLANKED_IF_OWN)
FILE_GOES = Treatment(Erasing.FILE_REMOVED, Erasing.FILE_REMOVED, Erasing.FILE_REMOVED)
FILE_GOES_IF_WISHED = Treatment(Erasing.STAYS, Erasing.FILE_REMOVED)


@dataclass(frozen=True)
class Purpose:
    """For what it is kept. Said once, in the words of the privacy page and of the record of processing."""

    code: str
    title: LazyString
    why: LazyString
    ground: Ground
    people: LazyString  # whom it is about (AVG, article 30, first paragraph, c)
    data: LazyString  # which data, in a sentence


@dataclass(frozen=True)
class Term:
    """How long something is kept, and which part of the program removes it then.

    `carrier` names the actions that the hour's work calls for it; a test plants rows past their time, does
    that work and looks whether they are gone.
    """

    code: str
    words: LazyString  # with names such as %(months)s for what an installation sets
    carrier: str


class Finds(StrEnum):
    """How a link points at somebody."""

    ACCOUNT = "account"  # a foreign key to the account
    NUMBER = "number"  # the number of an account, without a foreign key
    ADDRESS = "address"  # an e-mail address, with or without an account
    PARENT = "parent"  # a foreign key to a row of theirs: the picture with what somebody wrote
    SECRET = "secret"  # noqa: S105 - a secret that only the person holds: nobody else can tell whose it is


@dataclass(frozen=True)
class Link:
    """A column that says whose a row is, or who did something to a row of somebody else."""

    column: str
    is_theirs: bool
    finds: Finds
    treatment: Treatment
    # Of `did`: the columns that come with this person, not with the row's.
    tells: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Column:
    """All facts of one column that holds personal data."""

    table: str
    name: str
    kind: DataKind
    purpose: Purpose
    seen: Seen
    kept: Term
    treatment: Treatment
    in_download: bool
    link: str  # the column that says whose it is; of a link: itself


@dataclass(frozen=True)
class Table:
    """What a table holds: columns with personal data, and columns that hold none."""

    name: str
    columns: Mapping[str, Column] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    links: Mapping[str, Link] = field(default_factory=dict)

    @property
    def theirs(self) -> list[Link]:
        """Return the links that say whose a row of this table is."""
        return [link for link in self.links.values() if link.is_theirs]


def plain_table(name: str, columns: str) -> Table:
    """Return a table in which no column tells anything about a person."""
    return Table(name, plain=frozenset(columns.split()))


# The kinds in which a table names its columns, each with what erasing does when nothing else is said.
USUAL: Mapping[DataKind, Treatment] = {
    DataKind.NAME: BLANKED,
    DataKind.CONTACT: BLANKED,
    DataKind.PRIVATE: BLANKED,
    DataKind.WORDS: BLANKED_IF_WISHED,
    DataKind.FACT: STAYS,
    DataKind.FILE: FILE_GOES_IF_WISHED,
    DataKind.SECRET: BLANKED,
}
