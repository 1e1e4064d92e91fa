"""A round of a neighbourhood budget is read in PaBuLib format: whole, exact, and once."""

import time
from pathlib import Path

import pytest
from sqlalchemy import select

from workspace.access import OPERATOR, Actor, NotAllowed
from workspace.activity.models import BoardPulse, Event
from workspace.boards.models import Board
from workspace.db import db
from workspace.imports.actions.rounds import import_round
from workspace.imports.queries.files import BadFile
from workspace.imports.queries.pabulib import read_round
from workspace.initiatives.models import Initiative, Support
from workspace.times import now

REAL = sorted((Path(__file__).parents[2].parent / "shared" / "data" / "buurtbudget").glob("*.pb"))

ROUND = """\
META
key;value
description;Buurtbudget Linde
country;Netherlands
unit;Linde
instance;7
num_projects;4
num_votes;3
budget;9000
vote_type;approval
date_begin;2024
PROJECTS
project_id;cost;votes;name;category
1;1000;3;Bankjes bij de vijver;Groen
2;2500.50;1;"Muziek; op het plein";Ontmoeten
3;0;0;Buurtborrel;Ontmoeten Groen & Sport
4;12;2;"Hey, ""doe je mee""?";Sport,Groen
VOTES
voter_id;vote
900;1,4
901;1
902;1,2,4
"""


@pytest.fixture
def read(tmp_path):
    def from_text(text: str, *, encoding: str = "utf-8"):
        path = tmp_path / "ronde.pb"
        path.write_bytes(text.encode(encoding))
        return read_round(path)

    return from_text


@pytest.fixture
def refusal(read):
    def of(text: str, *, encoding: str = "utf-8") -> str:
        with pytest.raises(BadFile) as refused:
            read(text, encoding=encoding)
        return str(refused.value)

    return of


def imported() -> dict[str, Initiative]:
    return {i.title: i for i in db.session.scalars(select(Initiative))}


def board_of() -> dict[str, str]:
    rows = select(Initiative.title, Board.title).join(Initiative.board)
    return dict(db.session.execute(rows).all())


def test_projects_become_initiatives_with_cost_and_votes(programme, read):
    outcome = import_round(read(ROUND), programme, by=OPERATOR)
    assert (outcome.boards, outcome.added, outcome.known) == (3, 4, 0)
    assert {title: (i.cost_cents, i.imported_supports) for title, i in imported().items()} == {
        "Bankjes bij de vijver": (100_000, 3),
        "Muziek; op het plein": (250_050, 1),
        "Buurtborrel": (0, 0),
        'Hey, "doe je mee"?': (1200, 2),
    }
    assert db.session.scalars(select(Support)).all() == []


def test_each_category_becomes_a_board(programme, read):
    import_round(read(ROUND), programme, by=OPERATOR)
    assert board_of() == {
        "Bankjes bij de vijver": "Groen",
        "Muziek; op het plein": "Ontmoeten",
        "Buurtborrel": "Ontmoeten",  # of several, the one it begins with
        'Hey, "doe je mee"?': "Sport",
    }


def test_a_round_can_become_one_board(programme, read):
    import_round(read(ROUND), programme, one_board=True, by=OPERATOR)
    assert set(board_of().values()) == {"Buurtbudget Linde"}


def test_without_categories_a_round_becomes_one_board(programme, read):
    text = ROUND.replace(";category", "").replace(";Groen", "").replace(";Ontmoeten Groen & Sport", "")
    text = text.replace(";Ontmoeten", "").replace(";Sport,Groen", "")
    import_round(read(text), programme, by=OPERATOR)
    assert set(board_of().values()) == {"Buurtbudget Linde"}


def test_a_board_with_the_name_of_a_category_is_used(board, programme, read):
    import_round(read(ROUND.replace(";Groen\n", f";{board.title}\n")), programme, by=OPERATOR)
    assert board_of()["Bankjes bij de vijver"] == board.title
    assert len(db.session.scalars(select(Board).filter_by(title=board.title)).all()) == 1


def test_importing_twice_changes_nothing(programme, read):
    import_round(read(ROUND), programme, by=OPERATOR)
    db.session.commit()
    before = {title: (i.id, i.version) for title, i in imported().items()}
    events = len(db.session.scalars(select(Event)).all())
    for one_board in (False, True):
        outcome = import_round(read(ROUND), programme, one_board=one_board, by=OPERATOR)
        assert (outcome.boards, outcome.added, outcome.known) == (0, 0, 4)
    assert {title: (i.id, i.version) for title, i in imported().items()} == before
    assert len(db.session.scalars(select(Event)).all()) == events


def test_every_new_board_can_be_watched(programme, read):
    import_round(read(ROUND), programme, by=OPERATOR)
    assert len(db.session.scalars(select(BoardPulse)).all()) == 3


@pytest.mark.parametrize(
    ("said", "day"), [("2024", "2024-01-01"), ("15.05.2020", "2020-05-15"), ("31.02.2020", ""), ("ooit", "")]
)
def test_an_old_round_is_no_news(programme, read, said, day):
    import_round(read(ROUND.replace("date_begin;2024", f"date_begin;{said}")), programme, by=OPERATOR)
    expected = day or now().date().isoformat()
    assert {i.active_at.date().isoformat() for i in imported().values()} == {expected}


def test_only_the_operator_imports(programme, read):
    with pytest.raises(NotAllowed):
        import_round(read(ROUND), programme, by=Actor(id=1))


def test_a_file_with_a_byte_order_mark_or_other_line_ends_is_read(read):
    assert read(ROUND, encoding="utf-8-sig") == read(ROUND) == read(ROUND.replace("\n", "\r\n"))


def test_a_long_name_is_shortened_and_kept_whole_in_the_summary(programme, read):
    name = "Een heel lange naam " * 10
    import_round(read(ROUND.replace("Buurtborrel", name)), programme, by=OPERATOR)
    (found,) = [i for i in imported().values() if i.title.startswith("Een heel")]
    assert len(found.title) <= 120 and found.title.endswith("…")
    assert name.strip() in found.summary


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("META\n", "", 1, "begins with the section META"),
        ("PROJECTS\n", "", 17, "the section PROJECTS comes before VOTES"),
        ("VOTES\nvoter_id;vote\n900;1,4\n901;1\n902;1,2,4\n", "", 0, "VOTES is missing"),
        ("key;value", "sleutel;waarde", 2, "key;value"),
        ("unit;Linde", "unit;Linde;2", 5, "not 3 fields"),
        ("unit;Linde", "country;Linde", 5, "was there before"),
        ("description;Buurtbudget Linde\n", "", 0, "does not say description"),
        ("num_projects;4", "num_projects;5", 7, "says 5, but the file holds 4"),
        ("num_votes;3", "num_votes;drie", 8, "says drie, but the file holds 3"),
        ("vote_type;approval", "vote_type;ordinal", 10, "only rounds with approval votes"),
        ("project_id;cost", "project_id;prijs", 13, "lack cost"),
        ("1;1000;3;Bank", "1;-5;3;Bank", 14, "cost must be an amount of 0 or more"),
        ("1;1000;3;Bank", "1;NaN;3;Bank", 14, "cost must be"),
        ("1;1000;3;Bank", "1;1e400;3;Bank", 14, "cost must be"),
        ("1;1000;3;Bank", "1;gratis;3;Bank", 14, "cost must be"),
        ("1;1000;3;Bank", "1;1000;2;Bank", 14, "votes says 2, but 3 voters"),
        ("3;0;0;Buurt", "1;0;0;Buurt", 16, "project 1 was there before"),
        ("3;0;0;Buurt", ";0;0;Buurt", 16, "project_id must have"),
        ("3;0;0;Buurtborrel;", "3;0;0;", 16, "has 4 fields, not 5"),
        ("voter_id;vote", "voter_id;stem", 19, "lack vote"),
        ("901;1\n", "901;77\n", 21, "votes for 77, which PROJECTS does not name"),
        ("901;1\n", "900;1\n", 21, "voter 900 was there before"),
        ("901;1\n", "901;1,1\n", 21, "names a project twice"),
        ("901;1\n", '901;"1\n', 21, "cannot be read"),
        ("901;1\n", "901;1\0\n", 21, "NUL"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_reason(refusal, before, after, line, words):
    assert before in ROUND
    told = refusal(ROUND.replace(before, after, 1))
    place = f"ronde.pb:{line}: " if line else "ronde.pb: "
    assert any(place in mistake and words in mistake for mistake in told.splitlines()), told
    assert told.endswith("Nothing was imported.")


def test_a_file_in_another_encoding_is_refused(refusal):
    assert "ronde.pb:14: is not UTF-8" in refusal(ROUND.replace("Bankjes", "Bänkjes"), encoding="latin-1")


@pytest.mark.parametrize("text", ["", "\n\n", "hallo", "META", "META\nPROJECTS\nVOTES\n", "\ufeff"])
def test_something_else_is_refused(refusal, text):
    assert "Nothing was imported." in refusal(text)


def test_the_first_twenty_mistakes_are_told(refusal):
    votes = "".join(f"{voter};no\n" for voter in range(1000, 1050))
    told = refusal(ROUND + votes).splitlines()
    assert len([line for line in told if "ronde.pb:" in line]) == 20
    assert told[-2] == "… and 31 more."


def test_the_command_refuses_a_bad_file_and_a_strange_programme(app, programme, tmp_path):
    path = tmp_path / "ronde.pb"
    path.write_text(ROUND.replace("901;1", "901;x"))
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["import-pabulib", str(path), "--programme", programme.slug])
    assert refused.exit_code == 1 and "ronde.pb:21:" in refused.output
    assert not imported()
    path.write_text(ROUND)
    assert runner.invoke(args=["import-pabulib", str(path), "--programme", "nee"]).exit_code == 1
    assert runner.invoke(args=["import-pabulib", "nergens.pb", "--programme", "nee"]).exit_code == 1
    done = runner.invoke(args=["import-pabulib", str(path), "--programme", programme.slug])
    assert done.exit_code == 0 and "3 boards and 4 initiatives added" in done.output


def test_fourteen_thousand_votes_take_seconds(programme, read):
    projects = "".join(f"{p};100;{14_000 if p < 5 else 0};Plan {p};Thema {p % 7}\n" for p in range(60))
    votes = "".join(f"{voter};0,1,2,3,4\n" for voter in range(14_000))
    text = (
        "META\nkey;value\ndescription;Groot\nnum_projects;60\nnum_votes;14000\n"
        f"PROJECTS\nproject_id;cost;votes;name;category\n{projects}VOTES\nvoter_id;vote\n{votes}"
    )
    start = time.perf_counter()
    import_round(read(text), programme, by=OPERATOR)
    assert time.perf_counter() - start < 20
    assert sum(i.imported_supports for i in imported().values()) == 70_000


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_round_is_read_with_its_exact_totals(programme, path):
    round_ = read_round(path)
    assert sum(p.votes for p in round_.projects) == sum(
        line.split(";")[1].count(",") + 1 for line in path.read_text().split("VOTES\n")[1].splitlines()[1:]
    )
    first = import_round(round_, programme, by=OPERATOR)
    again = import_round(round_, programme, by=OPERATOR)
    assert first.added == again.known == len(round_.projects) and again.added == 0
