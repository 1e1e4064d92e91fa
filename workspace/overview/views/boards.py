"""A theme board: as columns, as a list, as a table, and what a watcher fetches when something changed."""

from typing import cast

from flask import abort, current_app, render_template, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from workspace.access import Actor
from workspace.advice.queries import find_line_of_board
from workspace.boards.models import TargetGroup
from workspace.borging.models import AspectState
from workspace.following.forms import follow_button
from workspace.frame import cut, left_open
from workspace.initiatives import policy
from workspace.initiatives.models import Stage
from workspace.kept import fragments, small
from workspace.labels import label, named
from workspace.learning.queries.places import LearnedHere
from workspace.letters import full_address
from workspace.live import Watch
from workspace.moderation.policy import may_see_queue_of
from workspace.overview import forms
from workspace.overview.forms import Shape
from workspace.overview.queries import boards as queries
from workspace.overview.queries import cards as card_queries
from workspace.overview.queries.cards import A_COLUMN
from workspace.overview.queries.questions import count_on_board
from workspace.overview.views.asked import Asked, read_asked
from workspace.overview.views.blueprint import bp
from workspace.overview.views.cards import make_cards
from workspace.overview.views.columns import draw_columns, more_of
from workspace.overview.views.lists import draw_list
from workspace.overview.views.moving import END, TAG, Cards, for_those_who_steer, for_visitors, with_moves
from workspace.programmes.models import Openness
from workspace.web import actor_here, public, wants_fragment


@bp.get("/programmas/<slug>/<board_slug>")
@public("Public boards are for everybody; visible_boards holds back the others.")
def board(slug: str, board_slug: str) -> ResponseReturnValue:
    asked = read_asked(slug, board_slug)
    actor = actor_here()
    if wants_fragment():
        return with_moves(_watched(asked), actor, asked.address())
    if "_flashes" in session:
        return with_moves(_page(asked), actor, asked.address())
    steers = _steers_as(asked, actor)
    may = _may_manage(asked), _may_moderate(asked), _may_enter(asked), _follows(asked)
    key = ("page", *asked.whole_key, actor.is_authenticated, steers, may, _live_url(asked))
    page = fragments().get(key, lambda: _prepared(_page(asked), actor, steers, asked.address()))
    body = with_moves(page, actor, asked.address())
    return body if actor.is_authenticated else small(key, body)


def _steers_as(asked: Asked, actor: Actor) -> str:
    """Return as what this person moves the cards here: a page is kept for all who do so alike.

    Who may commit organisations has moves of their own, on what was handed over to one of these.
    """
    board = asked.board
    if actor.represents or not policy.steers(actor, board.id, board.programme_id):
        return ""
    return "lead" if board.id in actor.leads else "team"


def _prepared(page: Cards, actor: Actor, steers: str, address: str) -> Cards:
    """Return a page with all put in that is the same for everybody for whom it is kept."""
    if not actor.is_authenticated:
        return for_visitors(page)
    return for_those_who_steer(page, actor, address) if steers else page


def _page(asked: Asked) -> Cards:
    """Return the whole page, with room for what is of one person: their name and their moves."""
    watched = _watched(asked)
    with left_open():
        html = render_template(
            "overview/board.html",
            board=asked.board,
            head=fragments().get(("head", *asked.key), lambda: _head(asked)),
            filters=_filters(asked),
            watched=watched.html.whole,
            may_manage=_may_manage(asked),
            may_moderate=_may_moderate(asked),
            may_enter=_may_enter(asked),
            full_address=full_address(
                "overview.board", slug=asked.board.programme_slug, board_slug=asked.board.slug
            ),
            follow=follow_button(asked.path, follows=_follows(asked)),
        )
    return Cards(cut(html), watched.rows)


@bp.get("/programmas/<slug>/<board_slug>/kolom/<stage>")
@public("Part of a public board; visible_boards holds back the others.")
def column(slug: str, board_slug: str, stage: str) -> ResponseReturnValue:
    """Show the cards of one stage after those already seen: as a piece to add, or as a page of their own."""
    asked = read_asked(slug, board_slug)
    chosen = next((member for member in Stage if member.value == stage), None)
    after = forms.read_cursor(request.args.get("na"))
    if chosen is None or after is None:
        abort(404)
    rows = card_queries.list_column(asked.sight, chosen, asked.filters, after)
    shown = rows[:A_COLUMN]
    html = render_template(
        "overview/_more.html",
        stage=chosen.value,
        cards=make_cards(shown, insider=asked.sight.is_insider),
        tag=TAG,
        end=END,
        opened=f"{chosen.value}.{shown[-1].cursor}" if shown else "",
        more=more_of(asked, chosen, shown) if len(rows) > A_COLUMN else "",
    )
    cards = with_moves(Cards(cut(html), shown), actor_here(), asked.address())
    if wants_fragment():
        return cards
    return render_template(
        "overview/column.html",
        board=asked.board,
        back=asked.address(),
        stage=label(chosen),
        cards=Markup(cards.decode()),  # noqa: S704 - rendered by a template
    )


def _watched(asked: Asked) -> Cards:
    """Return what is drawn anew when something changes: the initiatives, and the version they stand for."""
    key = ("watched", *asked.whole_key, _live_url(asked))
    return fragments().get(key, lambda: _draw_watched(asked))


def _draw_watched(asked: Asked) -> Cards:
    content = draw_columns(asked) if asked.shape == Shape.BOARD else draw_list(asked)
    html = render_template(
        "overview/_kijk.html",
        version=asked.version,
        live_url=_live_url(asked),
        refresh_url=asked.address(),
        content=content.html.whole,
        shapes=_shapes(asked),
        active=_active(asked),
    )
    return Cards(cut(html), content.rows)


def _live_url(asked: Asked) -> str:
    return cast(Watch, current_app.extensions["watch"]).url(asked.board.id, asked.scope)


def _shapes(asked: Asked) -> list[tuple[str, str, bool]]:
    """Return name, address and whether it is the present one of each way to look at this board."""
    return [
        (
            shape.name,
            asked.address(weergave=None if shape == Shape.BOARD else shape.value, sorteer=None),
            shape == asked.shape,
        )
        for shape in Shape
    ]


def _active(asked: Asked) -> list[tuple[str, str]]:
    """Return the filters that are on: what each asks, and the address without it."""
    if asked.filters.is_empty:
        return []
    names = {(name, value): words for name, _title, options in _options(asked) for value, words in options}
    return [
        (names.get((name, value), f"“{value}”"), asked.address(without=name))
        for name, value in asked.fields.items()
        if name in forms.FIELDS
    ]


def _head(asked: Asked) -> Markup:
    board = asked.board
    people = queries.list_working_group(board.id)
    questions, moments = count_on_board(asked.sight)
    html = render_template(
        "overview/_head.html",
        board=board,
        consultation=label(board.consultation),
        groups=[label(TargetGroup(group)) for group in board.target_groups],
        leads=[person.name for person in people if person.is_lead],
        members=[person.name for person in people if not person.is_lead],
        partners=queries.list_board_partners(board.id),
        aspect_states=named(AspectState),
        insider=asked.sight.is_insider,
        questions=questions,
        learned=LearnedHere(
            moments,
            f"/programmas/{board.programme_slug}/leermomenten?bord={board.id}",
            f"{asked.path}/leermoment",
        ),
        advice=find_line_of_board(board.id, asked.sight.visibilities),
    )
    return Markup(html)  # noqa: S704 - rendered by a template


def _filters(asked: Asked) -> Markup:
    def draw() -> Markup:
        html = render_template(
            "overview/_filters.html",
            action=asked.path,
            chosen=asked.fields,
            fields=_options(asked),
        )
        return Markup(html)  # noqa: S704 - rendered by a template

    return draw() if asked.fields else fragments().get(("filters", *asked.key), draw)


def _options(asked: Asked) -> list[forms.Offer]:
    return fragments().get(
        ("options", *asked.key), lambda: forms.offered(*queries.list_filter_options(asked.board))
    )


def _may_moderate(asked: Asked) -> bool:
    return may_see_queue_of(actor_here(), asked.board.id, asked.board.programme_id)


def _may_enter(asked: Asked) -> bool:
    """Tell whether this person may enter an idea here for somebody who does not come online."""
    board = asked.board
    is_public = Openness.PUBLIC == board.openness == board.programme_openness
    return is_public and policy.enters_for_others(actor_here(), board.id, board.programme_id)


def _follows(asked: Asked) -> bool:
    """Tell whether this person hears of this board: they said so, or are on its working group."""
    board = asked.board
    return board.id in actor_here().works_on if board.chosen is None else board.chosen


def _may_manage(asked: Asked) -> bool:
    board, actor = asked.board, actor_here()
    return board.id in actor.leads or board.programme_id in actor.team_of
