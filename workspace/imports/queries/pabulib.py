"""Reading a round of a neighbourhood budget in the PaBuLib format (pabulib.org/format)."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from workspace.imports.queries.files import Mistakes, read_text
from workspace.text import clean, slugify

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
MOST_EXPENSIVE = Decimal(10) ** 12
LONGEST_ID = 30
LONGEST_NAME = 500

Row = tuple[int, dict[str, str]]  # line, and the fields by the name of their column


@dataclass(frozen=True)
class Project:
    """A project of a round, and how many voters approved of it."""

    id: str
    name: str
    cost_cents: int
    category: str
    votes: int


@dataclass(frozen=True)
class Round:
    """One round; `key` says which, wherever the file lies."""

    key: str
    title: str
    place: str
    when: str
    projects: tuple[Project, ...]
    voters: int


def read_round(path: Path) -> Round:
    """Return the round in this file; raise BadFile naming each line that is wrong."""
    mistakes = Mistakes(path)
    sections = _sections(read_text(path), mistakes)
    mistakes.refuse()
    meta = _meta(sections["META"], mistakes)
    projects = _table("PROJECTS", sections["PROJECTS"], mistakes)
    votes = _table("VOTES", sections["VOTES"], mistakes)
    mistakes.refuse()
    ids = _check_projects(projects, mistakes)
    approvals = _count(votes, ids, mistakes)
    _check_totals(meta, projects, votes, approvals, mistakes)
    mistakes.refuse()
    categories = _categories(meta, projects)
    place = ", ".join(meta[name][1] for name in ("district", "unit") if meta.get(name, (0, ""))[1])
    return Round(
        key=_key(meta),
        title=meta["description"][1],
        place=place,
        when=meta.get("date_begin", (0, ""))[1],
        projects=tuple(_project(row, approvals, categories) for _, row in projects),
        voters=len(votes),
    )


def _sections(text: str, mistakes: Mistakes) -> dict[str, list[tuple[int, list[str]]]]:
    """Return the rows of each section, each with its line."""
    rows = csv.reader(io.StringIO(text), delimiter=";", strict=True)
    found: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] | None = None
    line = 1
    try:
        for row in rows:
            fields = [clean(field) for field in row]
            if len(fields) == 1 and fields[0].upper() in SECTIONS:
                name = fields[0].upper()
                if name in found:
                    mistakes.add(line, f"the section {name} was there before.")
                elif len(found) < len(SECTIONS) and name != SECTIONS[len(found)]:
                    mistakes.add(line, f"the section {SECTIONS[len(found)]} comes before {name}.")
                current = found.setdefault(name, [])
            elif any(fields):
                if current is None:
                    mistakes.add(line, "a file begins with the section META.")
                    break
                current.append((line, fields))
            line = rows.line_num + 1
    except csv.Error as problem:
        mistakes.add(line, f"cannot be read as fields with ; between them: {problem}.")
    for name in SECTIONS:
        if name not in found and not mistakes.found:
            mistakes.add(0, f"the section {name} is missing.")
    return found


def _meta(rows: list[tuple[int, list[str]]], mistakes: Mistakes) -> dict[str, tuple[int, str]]:
    """Return what is said about the round: the line and the value by their key."""
    meta: dict[str, tuple[int, str]] = {}
    if not rows or rows[0][1][:2] != ["key", "value"]:
        mistakes.add(rows[0][0] if rows else 0, "the section META begins with key;value.")
        return meta
    for line, fields in rows[1:]:
        if len(fields) != 2:
            mistakes.add(line, f"a line of META has a key and a value, not {len(fields)} fields.")
        elif fields[0] in meta:
            mistakes.add(line, f"{fields[0]} was there before.")
        else:
            meta[fields[0]] = (line, fields[1])
    for name in ("description", "num_projects", "num_votes"):
        if not meta.get(name, (0, ""))[1]:
            mistakes.add(0, f"META does not say {name}.")
    line, vote_type = meta.get("vote_type", (0, "approval"))
    if vote_type != "approval":
        mistakes.add(line, f"vote_type is {vote_type!r}; only rounds with approval votes can be imported.")
    return meta


def _table(section: str, rows: list[tuple[int, list[str]]], mistakes: Mistakes) -> list[Row]:
    """Return the rows below the header of a section, by the names of their columns."""
    if not rows:
        mistakes.add(0, f"the section {section} is empty.")
        return []
    (header_line, header), *body = rows
    missing = [name for name in NEEDED[section] if name not in header]
    if missing:
        mistakes.add(header_line, f"the columns of {section} lack {' and '.join(missing)}.")
        return []
    if len(set(header)) != len(header):
        mistakes.add(header_line, "two columns have the same name.")
        return []
    table: list[Row] = []
    for line, fields in body:
        if len(fields) != len(header):
            mistakes.add(line, f"has {len(fields)} fields, not {len(header)}.")
        else:
            table.append((line, dict(zip(header, fields, strict=True))))
    return table


def _check_projects(projects: list[Row], mistakes: Mistakes) -> set[str]:
    """Return the ids of the projects."""
    ids: set[str] = set()
    for line, row in projects:
        project_id = row["project_id"]
        if not 0 < len(project_id) <= LONGEST_ID:
            mistakes.add(line, f"project_id must have 1 to {LONGEST_ID} characters.")
        if project_id in ids:
            mistakes.add(line, f"project {project_id} was there before.")
        if len(row.get("name", "")) > LONGEST_NAME:
            mistakes.add(line, f"the name is longer than {LONGEST_NAME} characters.")
        if _cents(row["cost"]) is None:
            mistakes.add(line, f"cost must be an amount of 0 or more, not {row['cost']!r}.")
        ids.add(project_id)
    return ids


def _cents(amount: str) -> int | None:
    """Return an amount in cents, or None when it is none."""
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= MOST_EXPENSIVE or value * 100 != int(value * 100):
        return None
    return int(value * 100)


def _count(votes: list[Row], ids: set[str], mistakes: Mistakes) -> Counter[str]:
    """Return how many voters approved of each project; every voter counts once for each."""
    approvals: Counter[str] = Counter()
    voters: set[str] = set()
    for line, row in votes:
        voter = row["voter_id"]
        if not voter:
            mistakes.add(line, "voter_id is empty.")
        elif voter in voters:
            mistakes.add(line, f"voter {voter} was there before.")
        voters.add(voter)
        chosen = [project.strip() for project in row["vote"].split(",") if project.strip()]
        if len(set(chosen)) != len(chosen):
            mistakes.add(line, "names a project twice.")
        if unknown := [project for project in chosen if project not in ids]:
            mistakes.add(line, f"votes for {', '.join(unknown[:5])}, which PROJECTS does not name.")
        approvals.update(chosen)
    return approvals


def _check_totals(
    meta: dict[str, tuple[int, str]],
    projects: list[Row],
    votes: list[Row],
    approvals: Counter[str],
    mistakes: Mistakes,
) -> None:
    for name, counted in (("num_projects", len(projects)), ("num_votes", len(votes))):
        line, said = meta[name]
        if said != str(counted):
            mistakes.add(line, f"{name} says {said}, but the file holds {counted}.")
    for line, row in projects:
        counted = approvals[row["project_id"]]
        if row.get("votes", str(counted)) != str(counted):
            mistakes.add(line, f"votes says {row['votes']}, but {counted} voters chose this project.")


def _categories(meta: dict[str, tuple[int, str]], projects: list[Row]) -> list[str]:
    """Return what can be a board, shortest first: the categories of META, else those of the projects."""
    named = meta.get("categories", (0, ""))[1].split(",")
    used: Iterable[str] = (_first_category(row) for _, row in projects)
    return sorted({clean(name) for name in (*named, *used)} - {""}, key=lambda name: (len(name), name))


def _first_category(row: dict[str, str]) -> str:
    return clean(row.get("category", "").split(",")[0])


def _project(row: dict[str, str], approvals: Counter[str], categories: list[str]) -> Project:
    """Return a project under one category: of a project with several, the one that its list begins with."""
    own = _first_category(row)
    category = next((name for name in categories if own == name or own.startswith(f"{name} ")), own)
    return Project(
        id=row["project_id"],
        name=row.get("name") or f"Project {row['project_id']}",
        cost_cents=_cents(row["cost"]) or 0,
        category=category,
        votes=approvals[row["project_id"]],
    )


def _key(meta: dict[str, tuple[int, str]]) -> str:
    """Return which round this is: its country, unit and number, or else its name and beginning."""
    names = (
        ("country", "unit", "instance") if meta.get("instance", (0, ""))[1] else ("description", "date_begin")
    )
    return slugify("-".join(meta.get(name, (0, ""))[1] for name in names))
