"""Places come from the list of Statistics Netherlands, as often as somebody wants."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import cast
from workspace.areas.models import Area, AreaKind
from workspace.db import db
from workspace.imports.queries.areas import COLUMNS

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "gemeenten-2025.csv"
HEADER = ",".join(COLUMNS) + "\n"
LIST = (
    HEADER + "9001,GM9001,Linde,90,PV90,Noordland\n9002,GM9002,Beuk,90,PV90,Noordland\n"
    "9003,GM9003,'s-Eik,91,PV91,Zuidland\n"
)


@pytest.fixture
def run(app, tmp_path):
    def command(text: str):
        path = tmp_path / "gemeenten.csv"
        path.write_text(text, encoding="utf-8")
        return app.test_cli_runner().invoke(args=["import-areas", str(path)])

    return command


def tree() -> set[tuple[str, str | None, str]]:
    parents = {area.id: area.name for area in db.session.scalars(select(Area))}
    return {(a.name, parents.get(a.parent_id), a.kind) for a in db.session.scalars(select(Area))}


def test_country_provinces_and_municipalities_are_added(run):
    assert run(LIST).exit_code == 0
    assert tree() == {
        ("Nederland", None, "country"),
        ("Noordland", "Nederland", "province"),
        ("Zuidland", "Nederland", "province"),
        ("Linde", "Noordland", "municipality"),
        ("Beuk", "Noordland", "municipality"),
        ("'s-Eik", "Zuidland", "municipality"),
    }


def test_importing_twice_changes_nothing(run):
    run(LIST)
    before = tree()
    assert "0 places added or renamed" in run(LIST).output
    assert tree() == before


def test_a_new_name_is_taken_over_and_cores_stay(run):
    run(LIST)
    linde = db.session.scalars(select(Area).filter_by(code="GM9001")).one()
    cast.make_area("Beek", AreaKind.CORE, linde)
    assert "1 places added or renamed" in run(LIST.replace("Linde", "Lindedal")).output
    assert ("Beek", "Lindedal", "core") in tree()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the columns must be"),
        ("a,b,c\n", 1, "the columns must be"),
        (HEADER, 0, "holds no municipalities"),
        (LIST + "9004,GM9004,Es\n", 5, "has 3 fields, not 6"),
        (LIST + "94,GM94,Es,90,PV90,Noordland\n", 5, "no code of a municipality"),
        (LIST + "9004,GM9005,Es,90,PV90,Noordland\n", 5, "no code of a municipality"),
        (LIST + "9004,GM9004,,90,PV90,Noordland\n", 5, "the name of the municipality"),
        (LIST + "9004,GM9004,Es,90,PV90,Zuidland\n", 5, "PV90 is called Noordland above"),
        (LIST + "9004,GM9004,Es,92,PV92,Zuidland\n", 5, "Zuidland has the code PV91 above"),
        (LIST + "9001,GM9001,Es,90,PV90,Noordland\n", 5, "GM9001 was there before"),
        (LIST + "9004,GM9004,Linde,90,PV90,Noordland\n", 5, "Linde was there before"),
        (LIST + '9004,GM9004,"Es,90,PV90,Noordland\n', 5, "is not CSV"),
    ],
)
def test_a_malformed_file_is_refused_as_a_whole(run, text, line, words):
    result = run(text)
    assert result.exit_code == 1
    assert (f"gemeenten.csv:{line}: " if line else "gemeenten.csv: ") in result.output
    assert words in result.output and "Nothing was imported." in result.output
    assert db.session.scalar(select(func.count(Area.id))) == 0


@pytest.mark.skipif(not REAL.exists(), reason="the list of Statistics Netherlands is not at hand")
def test_the_real_list_has_342_municipalities_in_12_provinces(run):
    assert run(REAL.read_text(encoding="utf-8")).exit_code == 0
    counts = dict(db.session.execute(select(Area.kind, func.count()).group_by(Area.kind)).all())
    assert counts == {"country": 1, "province": 12, "municipality": 342}
