"""What the world of routes has for learning and accounting: moments, threads, histories and reports."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import current_app
from PIL import Image

from tests import cast
from workspace.accounts.models import hash_of as hash_of_key
from workspace.db import now
from workspace.histories.models import ChapterMoment, ClosingQuestion, HistoryChapter, LearningHistory
from workspace.learning.models import (
    LearningMoment,
    MomentKind,
    MomentPicture,
    ObstacleShare,
    QuoteConsent,
    Reflection,
)
from workspace.pictures import encode, keep
from workspace.programmes.models import Openness, Phase
from workspace.renditions.models import Rendition, RenditionFormat
from workspace.reporting.models import (
    PlanLine,
    ProgrammeReport,
    ReportKind,
    ReportSection,
    ReportState,
    SectionRemark,
)
from workspace.reporting.models.canonical import canonical, hash_of
from workspace.text import to_html
from workspace.threads.models import RedThread, ThreadMoment
from workspace.times import today

KEY = "de-sleutel-in-de-brief"
# What is sent along where an act needs more than its address: endpoint -> fields.
FIELDS_LEARNING: dict[str, Callable[[SimpleNamespace], dict[str, Any]]] = {
    "histories.move": lambda w: {"thing": f"m{w.moment.id}", "do": "out"},
    "renditions.ask_history": lambda w: {"format": "pdf"},
    "renditions.ask_report": lambda w: {"format": "odt"},
    "histories.order": lambda w: {"thing": f"q{w.closing_question.id}", "do": "up"},
    "learning.withdraw": lambda w: {"because": "untrue"},
    "threads.make": lambda w: {
        "title": "Vervoer",
        "sentence": "Zonder bus blijft men thuis.",
        "openness": "public",
    },
    "threads.save": lambda w: {"title": "Vervoer", "sentence": "De bus rijdt niet.", "openness": "public"},
    "threads.put_on": lambda w: {"moment": w.another_moment.id},
    "threads.decline_together": lambda w: {"moment": [w.moment.id, w.another_moment.id]},
    "threads.put_from_moment": lambda w: {"thread": w.thread.id},
    "reporting.make": lambda w: {"kind": "progress", "year": "2026", "openness": "partners"},
    "learning.ask_quote": lambda w: {"way": "mail", "email": "mieke@example.nl", "version": w.quote.version},
    "learning.answer_quote_by_key": lambda w: {"reply": "ja", "version": 1},
    "learning.answer_my_quote": lambda w: {"reply": "ja", "version": 1},
    "learning.let_consent_go": lambda w: {"what": "picture"},
    "learning.reflect": lambda w: {"body": "Dat zag ik ook.", "openness": "public"},
    "learning.save_reflection": lambda w: {"body": "Zo zagen wij het.", "openness": "public", "version": 1},
    "learning.share": lambda w: {"text": "De sleutel lag elders.", "version": 1},
    "learning.answer_naming": lambda w: {"agreed": "ja", "version": 1},
}


def add_learning(w: SimpleNamespace) -> None:
    """Make one thing of each kind, by name: w.moment = cast.save(...)."""
    w.moment = _moment(w, MomentKind.OBSTACLE, "De sleutel lag bij de beheerder.")
    w.moment_picture = _picture(w)
    w.another_moment = _moment(w, MomentKind.SUCCESS, "Wij kregen zelf een sleutel van de beheerder.")
    w.quote = _moment(w, MomentKind.QUOTE, "Ik kom voor de soep en blijf voor de mensen.")
    asked = {"email": "nico@example.nl", "user_id": w.nico.id, "wish": "Ik kom voor de soep."}
    cast.save(QuoteConsent(moment_id=w.quote.id, key_hash=hash_of_key(KEY), shown_text=w.quote.what, **asked))
    w.obstacle_share = cast.save(
        ObstacleShare(
            moment_id=w.moment.id,
            shared_by_id=w.karin.id,
            text="De sleutel lag elders.",
            municipality_id=w.municipality.id,
            name_asked_at=now(),
        )
    )
    said = {"body": "Dat zagen wij ook.", "body_html": to_html("Dat zagen wij ook."), "role": "partner"}
    said |= {"openness": "public"}
    w.reflection = cast.save(Reflection(moment_id=w.moment.id, author_id=w.paul.id, **said))
    w.thread = cast.save(
        RedThread(
            programme_id=w.programme.id,
            title="Sleutels",
            sentence="Wie de sleutel heeft, bepaalt.",
            made_by_id=w.tess.id,
        )
    )
    cast.save(ThreadMoment(thread_id=w.thread.id, moment_id=w.moment.id, added_by_id=w.tess.id))
    _add_history(w)
    _add_report(w)


def _moment(w: SimpleNamespace, kind: MomentKind, what: str) -> LearningMoment:
    return cast.save(
        LearningMoment(
            programme_id=w.programme.id,
            board_id=w.board.id,
            initiative_id=w.initiative.id,
            kind=kind,
            what=what,
            happened_on=today(),
            author_id=w.karin.id,
            role="theme_lead",
            published_at=now(),
        )
    )


def _picture(w: SimpleNamespace) -> MomentPicture:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "PNG")
    drawn.seek(0)
    file_name = keep(encode(drawn), Path(current_app.extensions["settings"].files_dir, "moments"))
    return cast.save(
        MomentPicture(
            moment_id=w.moment.id, file_name=file_name, alt="Een deur", width=8, height=8, is_agreed=True
        )
    )


def _add_history(w: SimpleNamespace) -> None:
    """A published history of one chapter with one moment and one question, and a phase to come."""
    days = {"starts_on": today() - timedelta(days=60), "ends_on": today() + timedelta(days=1)}
    w.past_phase = cast.save(Phase(programme_id=w.programme.id, name="Fase 1", **days))
    days = {"starts_on": today() + timedelta(days=2), "ends_on": today() + timedelta(days=60)}
    w.next_phase = cast.save(Phase(programme_id=w.programme.id, name="Fase 2", **days))
    w.learning_history = cast.save(
        LearningHistory(
            programme_id=w.programme.id,
            phase_id=w.past_phase.id,
            title="Hoe het ging",
            made_by_id=w.tess.id,
            published_at=now(),
        )
    )
    w.chapter = cast.save(HistoryChapter(history_id=w.learning_history.id, title="Het begin"))
    cast.save(ChapterMoment(history_id=w.learning_history.id, chapter_id=w.chapter.id, moment_id=w.moment.id))
    w.closing_question = cast.save(
        ClosingQuestion(history_id=w.learning_history.id, text="Wie bewaart de sleutel?")
    )


def _add_report(w: SimpleNamespace) -> None:
    """A draft of a progress report with one section, a remark about it, and a file that waits."""
    w.programme_report = _report(w, title="Voortgang")
    w.section = _section(w, w.programme_report)
    said = {"body": "Noem ook de sleutel.", "author_id": w.paul.id, "role": "partner"}
    w.remark = cast.save(SectionRemark(section_id=w.section.id, **said))
    w.adopted_report = _report(w, title="Het jaar van de soep")
    w.adopted_section = _section(w, w.adopted_report)
    w.adopted_remark = cast.save(SectionRemark(section_id=w.adopted_section.id, **said))
    w.adopted_report.frozen = canonical(_frozen("Het jaar van de soep"))
    w.adopted_report.frozen_hash = hash_of(w.adopted_report.frozen)
    w.adopted_report.state, w.adopted_report.openness = ReportState.ADOPTED, Openness.PUBLIC
    w.adopted_report.adopted_at = now()
    cast.save(w.adopted_report)
    w.plan = _report(w, title="Plan")
    w.plan_line = cast.save(PlanLine(report_id=w.plan.id, board_id=w.board.id, what="Zaalhuur", cents=60_000))
    w.plan.kind, w.plan.state, w.plan.openness = ReportKind.PLAN, ReportState.ADOPTED, Openness.PUBLIC
    cast.save(w.plan)
    w.rendition = cast.save(
        Rendition(
            user_id=w.tess.id,
            history_id=w.learning_history.id,
            format=RenditionFormat.PDF,
            language="nl",
        )
    )


def _report(w: SimpleNamespace, **facts: Any) -> ProgrammeReport:
    days = {"starts_on": today() - timedelta(days=60), "ends_on": today()}
    made = {"programme_id": w.programme.id, "kind": ReportKind.PROGRESS, "made_by_id": w.tess.id}
    return cast.save(ProgrammeReport(**days, **made, **facts))


def _section(w: SimpleNamespace, report: ProgrammeReport) -> ReportSection:
    said = {"key": "moments", "position": 0, "title": "Wat wij leerden"}
    return cast.save(ReportSection(report_id=report.id, board_id=w.board.id, **said))


def _frozen(title: str) -> dict[str, Any]:
    """A report that was adopted, with one table."""
    table = {"kind": "table", "caption": "Aantal", "head": ["Gerecht", "Hoeveel"], "rows": [["Soep", "12"]]}
    section = {"key": "counted", "board_id": None, "board": "", "title": "Cijfers", "edited": False}
    return {"title": title, "nothing": [], "sections": [{**section, "words": "Twaalf.", "figures": [table]}]}


LINE_VERBS = ("add", "edit", "save", "remove")
OF_PLANS = {"reporting.budget", *(f"reporting.{verb}_plan_line" for verb in LINE_VERBS)}


def _of_reports(endpoint: str, w: SimpleNamespace) -> dict[str, Any]:
    """Return what the pages of reports are about: a report that everybody may read."""
    if not endpoint.startswith(("reporting.", "renditions.")):
        return {"report_id": w.programme_report.id, "section_id": w.section.id, "remark_id": w.remark.id}
    return {
        "report_id": w.plan.id if endpoint in OF_PLANS else w.adopted_report.id,
        "section_id": w.adopted_section.id,
        "remark_id": w.adopted_remark.id,
        "table_number": 1,
        "side": "hobbel",
        "line_id": w.plan_line.id,
    }


def thing_learning(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of learning and accounting stands for, or None."""
    things: dict[str, Any] = {
        "moment_id": w.quote.id if "quote" in endpoint else w.moment.id,
        "name": w.moment_picture.file_name if endpoint == "learning.picture" else None,
        "key": KEY if "quote" in endpoint else None,
        "reflection_id": w.reflection.id,
        "handle": w.obstacle_share.handle,
        "thread_id": w.thread.id,
        "history_id": w.learning_history.id,
        "chapter_id": w.chapter.id,
        "question_id": w.closing_question.id,
        **_of_reports(endpoint, w),
        "rendition_id": w.rendition.id,
    }
    return things.get(name)
