"""The facts of a period are what was made here, counted by hand."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import cast
from tests.reporting.happenings import (
    FIRST,
    IN_MAY,
    JUST_IN,
    JUST_OUT,
    LAST,
    LONG_BEFORE,
    NEW_YEARS_EVE,
    caught,
    moved,
)
from workspace.advice.models import Advice, DoneWith
from workspace.borging.models import CarryConfirmation, Handover, HandoverState, HandoverStep, Level, Outlook
from workspace.clocks.models import ResponseClock
from workspace.db import db
from workspace.histories.models import ClosingQuestion, LearningHistory
from workspace.initiatives.models import (
    InitiativePartner,
    Participation,
    Stage,
    Support,
    Visibility,
)
from workspace.learning.models import MomentKind
from workspace.programmes.models import FundingStream, Openness, Phase, Programme, YearMeans
from workspace.reporting.queries.facts import PeriodFacts, read_facts
from workspace.results.models import Result
from workspace.text import to_html
from workspace.threads.models import RedThread, ThreadMoment
from workspace.times import HERE


@pytest.fixture
def read(programme: Programme) -> Callable[..., PeriodFacts]:
    def _read(openness: Openness = Openness.PARTNERS, first: date = FIRST, last: date = LAST) -> PeriodFacts:
        db.session.expunge_all()
        return read_facts(db.session.get_one(Programme, programme.id), first, last, openness=openness)

    return _read


def test_stages_are_those_of_the_days_themselves(board, marja, read):
    made = {"by": marja, "created_at": LONG_BEFORE}
    old = cast.make_initiative("Oud", board, **made)
    moved(old, Stage.RUNNING, datetime(2024, 12, 31, 23, 45, tzinfo=HERE))
    late = cast.make_initiative("Op het nippertje", board, **made)
    moved(late, Stage.RUNNING, NEW_YEARS_EVE)
    after = cast.make_initiative("Net te laat", board, **made)
    moved(after, Stage.RUNNING, JUST_OUT)
    stopped = cast.make_initiative("Gestopt", board, by=marja, created_at=JUST_IN, end_reason="Geen zaal.")
    moved(stopped, Stage.STOPPED, IN_MAY)
    cast.make_initiative("Van later", board, by=marja, created_at=JUST_OUT)

    found = {one.title: one for one in read().initiatives}

    assert set(found) == {"Oud", "Op het nippertje", "Net te laat", "Gestopt"}
    stages = {title: (one.stage_before, one.stage_after, one.stage_now) for title, one in found.items()}
    assert stages == {
        "Oud": (Stage.RUNNING, Stage.RUNNING, Stage.RUNNING),
        "Op het nippertje": (Stage.IDEA, Stage.RUNNING, Stage.RUNNING),
        "Net te laat": (Stage.IDEA, Stage.IDEA, Stage.RUNNING),
        "Gestopt": (None, Stage.STOPPED, Stage.STOPPED),
    }
    assert [title for title, one in found.items() if one.started_on] == ["Op het nippertje"]
    assert found["Op het nippertje"].started_on == LAST
    assert [title for title, one in found.items() if one.is_new] == ["Gestopt"]
    assert found["Gestopt"].ended_on == date(2025, 5, 1)
    assert found["Gestopt"].end_reason == "Geen zaal."


def test_what_was_reopened_later_had_still_ended_then(board, marja, read):
    again = cast.make_initiative("Weer begonnen", board, marja, created_at=LONG_BEFORE)
    moved(again, Stage.COMPLETED, IN_MAY, Stage.RUNNING)
    moved(again, Stage.RUNNING, JUST_OUT, Stage.COMPLETED)
    (one,) = read().initiatives
    assert (one.stage_before, one.stage_after, one.stage_now) == (
        Stage.RUNNING,
        Stage.COMPLETED,
        Stage.RUNNING,
    )
    assert one.ended_on == date(2025, 5, 1)


def test_levels_of_borging_are_those_then_and_now(board, marja, read):
    one = cast.make_initiative("Soep", board, marja, created_at=LONG_BEFORE)
    for first, until, level, marks in (
        (date(2024, 6, 1), date(2025, 1, 1), Level.BUILDING, "tooooooo"),
        (date(2025, 1, 1), date(2026, 1, 1), Level.AGREED, "aaAttttt"),
        (date(2026, 1, 1), date(9999, 12, 31), Level.ANCHORED, "gggggggg"),
    ):
        cast.save(Outlook(initiative_id=one.id, from_day=first, until_day=until, level=level, marks=marks))
    (found,) = read().initiatives
    assert (found.level_before, found.level_after, found.stale) == (Level.BUILDING, Level.AGREED, 1)


def test_results_are_summed_by_thing_and_unit(board, marja, read):
    one, two = (cast.make_initiative(title, board, marja, created_at=LONG_BEFORE) for title in "AB")
    for initiative, what, amount, day, taken_back in (
        (one, "bezoekers", 24_00, FIRST, None),
        (two, "Bezoekers", 6_50, LAST, None),
        (one, "bezoekers", 100_00, date(2026, 1, 1), None),
        (one, "bezoekers", 100_00, date(2025, 3, 1), IN_MAY),
        (two, "maaltijden", 3_00, date(2025, 3, 1), None),
    ):
        cast.save(
            Result(
                initiative_id=initiative.id, what=what, amount_hundredths=amount, unit="mensen", on_day=day,
                entered_by_id=marja.id, role="team", withdrawn_at=taken_back,
            )
        )  # fmt: skip
    found = {row.what.lower(): (row.amount_hundredths, row.times) for row in read().counted}
    assert found == {"bezoekers": (30_50, 2), "maaltijden": (3_00, 1)}


def test_people_count_once_in_the_whole(programme, board, marja, rachida, nico, read):
    other = cast.make_board("Opvoeding", programme)
    one, two = (cast.make_initiative(b.title, b, marja, created_at=LONG_BEFORE) for b in (board, other))
    for initiative, user, at in (
        (one, rachida, JUST_IN),
        (two, rachida, IN_MAY),
        (one, nico, LONG_BEFORE),
        (two, nico, JUST_OUT),
    ):
        cast.save(Participation(initiative_id=initiative.id, user_id=user.id, created_at=at, hours_a_month=4))
    cast.save(Support(initiative_id=one.id, user_id=nico.id, created_at=NEW_YEARS_EVE))
    found = {row.board_id: row[1:] for row in read().crowds}
    assert found == {board.id: (1, 1, 2), other.id: (1, 0, 1), None: (1, 1, 2)}


def test_hours_are_for_partners_only(board, marja, welfare, read):
    one = cast.make_initiative("Soep", board, marja)
    cast.save(
        InitiativePartner(initiative_id=one.id, organisation_id=welfare.id, hours_promised=8, hours_given=5)
    )
    (row,) = read().put_in
    assert row[1:] == (8, 5, 0)
    assert read(Openness.PUBLIC).put_in is None


def test_questions_answered_in_time_late_and_waiting(board, marja, municipality, read):
    one = cast.make_initiative("Soep", board, marja, created_at=LONG_BEFORE)

    def asked(due: date, answered: datetime | None, waited: int | None = None, **facts: Any) -> None:
        comment = cast.make_comment(one, marja)
        cast.save(
            ResponseClock(
                board_id=board.id, initiative_id=one.id, comment_id=comment.id,
                organisation_id=municipality.id, asked_at=IN_MAY, first_due_on=due, due_on=due,
                answered_at=answered, waited_days=waited, **facts,
            )
        )  # fmt: skip

    for days in (2, 3, 4, 5):
        asked(date(2025, 6, 1), IN_MAY + timedelta(days=days), days)
    asked(LAST, NEW_YEARS_EVE, 170)  # on its last day, an hour before midnight
    asked(date(2025, 6, 1), datetime(2025, 6, 2, 0, 15, tzinfo=HERE), 20)  # in UTC still in time
    asked(LAST, JUST_OUT, 170)  # waited at the end of the period, not yet too long
    asked(date(2025, 6, 1), None)  # and this one too long
    asked(date(2025, 6, 1), None, withdrawn_at=IN_MAY)

    found = {row.board_id: row for row in read().answered}
    assert set(found) == {board.id, None}
    assert found[None][1:] == (5, 1, 4.5, 2, 1)


def test_a_report_for_everybody_tells_nothing_that_is_for_partners(programme, board, marja, read):
    hidden = cast.make_board("Achter de schermen", programme, openness=Openness.PARTNERS)
    cast.make_initiative("Voor allen", board, marja, created_at=IN_MAY)
    cast.make_initiative("Onder ons", board, marja, created_at=IN_MAY, visibility=Visibility.PARTNERS)
    draft = cast.make_initiative("Nog niets", board, marja, created_at=IN_MAY, visibility=Visibility.DRAFT)
    cast.make_initiative("Ook onder ons", hidden, marja, created_at=IN_MAY)
    by = {"author_id": marja.id}
    caught(board, MomentKind.SUCCESS, "Voor allen", **by)
    caught(board, MomentKind.OBSTACLE, "Onder ons", openness=Openness.PARTNERS, **by)
    caught(hidden, MomentKind.OBSTACLE, "Ook onder ons", **by)
    caught(board, MomentKind.QUOTE, "Niet gevraagd", published_at=None, **by)
    caught(board, MomentKind.SUCCESS, "Teruggenomen", withdrawn_at=IN_MAY, **by)
    caught(board, MomentKind.SUCCESS, "Bij een concept", initiative_id=draft.id, **by)
    caught(board, MomentKind.SUCCESS, "Van later", happened_on=date(2026, 1, 1), **by)

    for_all, for_partners = read(Openness.PUBLIC), read()
    assert [one.title for one in for_all.initiatives] == ["Voor allen"]
    assert [row.what for row in for_all.moments] == ["Voor allen"]
    assert [theme.title for theme in for_all.themes] == ["Eenzaamheid"]
    assert {one.title for one in for_partners.initiatives} == {"Voor allen", "Onder ons", "Ook onder ons"}
    assert [row.what for row in for_partners.moments] == ["Voor allen", "Onder ons", "Ook onder ons"]
    assert len(for_partners.themes) == 2


def test_who_wants_to_be_known_by_role_is_not_named(board, marja, read):
    said = {"said_by": "Fatima", "said_as": "vrijwilliger", "author_id": marja.id}
    caught(board, MomentKind.QUOTE, "Ik kom graag.", **said)
    caught(board, MomentKind.QUOTE, "Ik ook.", is_role_only=True, **said)
    assert [row.shown_as for row in read().moments] == ["Fatima, vrijwilliger", "vrijwilliger"]


def test_threads_questions_advice_money_and_handovers(programme, board, marja, coby, welfare, read):
    moment = caught(board, MomentKind.SUCCESS, "Het lukte", author_id=marja.id)
    thread = cast.save(
        RedThread(programme_id=programme.id, title="Samen", sentence="Samen gaat het.", made_by_id=marja.id)
    )
    cast.save(ThreadMoment(thread_id=thread.id, moment_id=moment.id, added_by_id=marja.id))
    phase = cast.save(Phase(programme_id=programme.id, name="Fase 1", starts_on=FIRST, ends_on=LAST))
    history = cast.save(
        LearningHistory(
            programme_id=programme.id,
            phase_id=phase.id,
            title="2025",
            made_by_id=marja.id,
            published_at=IN_MAY,
        )
    )
    cast.save(ClosingQuestion(history_id=history.id, text="Wie gaat verder?"))
    cast.save(
        Advice(
            board_id=board.id, organisation_id=cast.make_organisation("Raad").id, author_id=coby.id,
            body="Doe meer.", body_html=to_html("Doe meer."), given_at=IN_MAY,
            followed=DoneWith.PARTLY, response="Deels.",
        )
    )  # fmt: skip
    cast.save(YearMeans(programme_id=programme.id, year=2025, money_cents=58_400_00, fte_hundredths=100))
    cast.save(FundingStream(programme_id=programme.id, name="Subsidie", ends_on=LAST))
    one = cast.make_initiative("Soep", board, marja, created_at=LONG_BEFORE, yearly_cost_cents=500_00)
    offer = cast.save(
        Handover(
            initiative_id=one.id, to_organisation_id=welfare.id, from_day=date(2026, 2, 1), tasks="Alles",
            state=HandoverState.ACCEPTED,
        )
    )  # fmt: skip
    cast.save(
        HandoverStep(
            handover_id=offer.id, state=HandoverState.ACCEPTED, by_id=marja.id, made_at=NEW_YEARS_EVE
        )
    )
    own = cast.make_initiative("Eigen", board, marja, created_at=LONG_BEFORE)
    cast.save(
        CarryConfirmation(
            initiative_id=own.id, organisation_id=welfare.id, confirmed_by_id=marja.id, confirmed_at=JUST_OUT
        )
    )

    facts = read()
    assert [(row.title, row.moments, row.boards) for row in facts.threads] == [
        ("Samen", (moment.id,), (board.id,))
    ]
    assert facts.questions == (("Wie gaat verder?", "Fase 1"),)
    assert [(row.organisation, row.followed) for row in facts.advice] == [("Raad", DoneWith.PARTLY)]
    assert facts.money.in_year(2025) == (2025, 58_400_00, 100)
    assert facts.money.streams == (("Subsidie", "", LAST),)
    assert [row[1:] for row in facts.money.costs] == [(500_00, 1, 0)]
    assert [(row.title, row.from_day, row.is_own) for row in facts.handed_over] == [
        ("Soep", date(2026, 2, 1), False)
    ]


def test_it_takes_as_many_statements_for_one_initiative_as_for_many(board, marja, read, queries):
    cast.make_initiative("Een", board, marja, created_at=IN_MAY)
    read()
    for number in range(8):
        one = cast.make_initiative(f"Nummer {number}", board, marja, created_at=IN_MAY)
        moved(one, Stage.RUNNING, IN_MAY)
        caught(board, MomentKind.SUCCESS, "Het lukte", author_id=marja.id, initiative_id=one.id)
    queries.clear()
    read()
    assert len(queries) == 21, "\n".join(queries)  # one of which finds the programme
