"""Reading red threads: those of a programme, and one with its moments."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.forms import ButtonForm
from workspace.programmes.queries.programmes import get_programme
from workspace.threads.policy import may_arrange_threads
from workspace.threads.queries import get_thread, list_threads
from workspace.threads.queries.suggestions import suggest_for_thread, suggest_groups
from workspace.threads.queries.threads import list_moments_on
from workspace.threads.views.blueprint import bp
from workspace.web import actor_here, public

WHY = "red threads are public where their programme is; of their moments everybody sees the public ones (N26)"


@bp.get("/programmas/<slug>/rode-draden")
@public(WHY)
def index(slug: str) -> ResponseReturnValue:
    """Show the red threads of a programme, and to who makes them which moments seem to belong together."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    may_arrange = may_arrange_threads(actor, programme.id)
    return render_template(
        "threads/index.html",
        programme=programme,
        threads=list_threads(programme, actor),
        insider=programme.id in actor.insider_in,
        may_arrange=may_arrange,
        groups=suggest_groups(programme.id, actor) if may_arrange else [],
        bare=ButtonForm(formdata=None),
    )


@bp.get("/rode-draden/<int:thread_id>")
@public(WHY)
def show(thread_id: int) -> ResponseReturnValue:
    """Show a red thread with its moments, and to who arranges it which moments seem to belong on it."""
    actor = actor_here()
    thread = get_thread(thread_id, seen_by=actor)
    may_arrange = may_arrange_threads(actor, thread.programme_id)
    cards = list_moments_on(thread, actor)
    insider = thread.programme_id in actor.insider_in
    return render_template(
        "threads/show.html",
        thread=thread,
        programme=thread.programme,
        cards=cards,
        boards=list(dict.fromkeys(card.board for card in cards if card.board)),
        only_insiders=sum(not card.is_public for card in cards) if insider else 0,
        insider=insider,
        may_arrange=may_arrange,
        suggestions=suggest_for_thread(thread, actor) if may_arrange else [],
        bare=ButtonForm(formdata=None),
    )
