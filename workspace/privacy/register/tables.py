"""How a table is written down in the register."""

from collections.abc import Mapping

from workspace.privacy.register.periods import PROGRAMME
from workspace.privacy.register.vocabulary import (
    STAYS,
    USUAL,
    Column,
    DataKind,
    Erasing,
    Finds,
    Link,
    Purpose,
    Seen,
    Table,
    Term,
    Treatment,
)

GONE = (Erasing.ROW_REMOVED, Erasing.ROW_REMOVED_IF_ALONE)


def table(
    name: str,
    *,
    purpose: Purpose,
    seen: Seen,
    kept: Term,
    theirs: Mapping[str, Treatment],
    did: Mapping[str, str] | None = None,
    names: str = "",
    contact: str = "",
    private: str = "",
    words: str = "",
    rendered: str = "",
    facts: str = "",
    files: str = "",
    secrets: str = "",
    plain: str = "",
    finds: Mapping[str, Finds] | None = None,
    treated: Mapping[str, Treatment] | None = None,
    seen_by: Mapping[str, Seen] | None = None,
    not_given: str = "",
) -> Table:
    """Return a table with every column named once, in lists of names with spaces between them.

    `theirs`: columns that say whose the row is, with what becomes of the row; `did`: columns that say who
    else did something to it, each with the columns that tell of that; `rendered`: the same words made ready
    to print; `plain`: no personal data; `not_given`: left out of a download, as it says it twice or holds
    a secret. `finds`, `treated` and `seen_by` say what differs from the rest of the table.
    """
    did = did or {}
    links = _links(theirs, did, finds or {}, kept)
    kinds = {
        DataKind.LINK: " ".join([*theirs, *did]),
        DataKind.NAME: names,
        DataKind.CONTACT: contact,
        DataKind.PRIVATE: private,
        DataKind.WORDS: f"{words} {rendered}",
        DataKind.FACT: facts,
        DataKind.FILE: files,
        DataKind.SECRET: secrets,
    }
    silent = {*not_given.split(), *rendered.split(), *secrets.split()}
    columns: dict[str, Column] = {}
    for kind, listed in kinds.items():
        for column in listed.split():
            if column in columns:
                raise ValueError(f"{name}.{column} stands in the register twice.")
            link = _link_of(column, links)
            columns[column] = Column(
                table=name,
                name=column,
                kind=kind,
                purpose=purpose,
                seen=(seen_by or {}).get(column, seen),
                kept=kept,
                treatment=_treatment(column, kind, link, treated or {}, kept),
                in_download=link is not None and column not in silent,
                link=link.column if link else "",
            )
    if twice := columns.keys() & set(plain.split()):
        raise ValueError(f"{name}: {', '.join(sorted(twice))} stands in the register twice.")
    return Table(name, columns, frozenset(plain.split()), links)


def _links(
    theirs: Mapping[str, Treatment], did: Mapping[str, str], finds: Mapping[str, Finds], kept: Term
) -> dict[str, Link]:
    links = {
        column: Link(column, True, finds.get(column, Finds.ACCOUNT), _ended(treatment, kept))
        for column, treatment in theirs.items()
    }
    for column, told in did.items():
        tells = frozenset(told.split())
        links[column] = Link(column, False, finds.get(column, Finds.ACCOUNT), _ended(STAYS, kept), tells)
    return links


def _ended(treatment: Treatment, kept: Term) -> Treatment:
    """Return the treatment of a link, which a programme that is long over replaces by a nameless account."""
    if kept is not PROGRAMME or treatment.end is not Erasing.STAYS:
        return treatment
    return Treatment(treatment.stay, treatment.go, Erasing.REPLACED)


def _link_of(column: str, links: Mapping[str, Link]) -> Link | None:
    """Return the link that says whose a column is; None in words about people that nothing points at."""
    if column in links:
        return links[column]
    told = (link for link in links.values() if column in link.tells)
    return next(told, next(iter(links.values()), None))


def _treatment(
    column: str, kind: DataKind, link: Link | None, treated: Mapping[str, Treatment], kept: Term
) -> Treatment:
    """Return what becomes of a column: what becomes of the row, or else of its own."""
    own = treated.get(column, USUAL.get(kind, STAYS))
    if link is None:
        return own
    row = link.treatment
    if kind is DataKind.LINK:
        return row
    if not link.is_theirs and column not in treated and kind is DataKind.WORDS:
        own = STAYS  # what somebody said about the work of another, such as why it was hidden, belongs to it
    return Treatment(
        row.stay if row.stay in GONE and not _has_file(own.stay) else own.stay,
        row.go if row.go in GONE and not _has_file(own.go) else own.go,
        row.end if row.end in GONE else own.end if kept is PROGRAMME else Erasing.STAYS,
    )


def _has_file(erasing: Erasing) -> bool:
    return erasing is Erasing.FILE_REMOVED
