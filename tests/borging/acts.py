"""What people do to the borging of one initiative: each act is done for real, and written in the book."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import event

from tests.borging.by_the_book import CODES, Book, Offer
from workspace.access import Actor, NotAllowed
from workspace.borging import actions
from workspace.borging.actions import Change, HandoverMovedOn
from workspace.borging.actions.changing import IncompleteClaim, LastEvidence
from workspace.borging.actions.proving import Proof
from workspace.borging.models import Answer, AspectCode, AspectState, Evidence, Handover
from workspace.borging.queries import get_handover
from workspace.borging.queries.aspects import find_aspect
from workspace.borging.queries.picture import Picture
from workspace.db import db
from workspace.initiatives.queries import get_initiative_to_change
from workspace.times import today

ONE = timedelta(days=1)
PEOPLE = ("lead", "lead and b", "manager", "team", "maker", "a", "b", "b too", "resident")
CLAIMS = ("agreed", "anchored")


@dataclass
class World:
    """One initiative, everybody around it, and the book that says what must hold."""

    number: int
    organisations: dict[str, int]
    people: dict[str, Actor]
    book: Book
    seen: dict[date, Picture]  # the picture of a day, as it stood when that day ended

    def held(self, who: str) -> Any:
        return get_initiative_to_change(self.number, seen_by=self.people[who])

    def attempt(self, act: Callable[[], Any], *, allowed: bool, otherwise: type[Exception] | None) -> bool:
        """Do something as a request does; return whether it was done, which must be what the book says."""
        expected = NotAllowed if not allowed else otherwise
        try:
            act()
            db.session.commit()
        except (NotAllowed, HandoverMovedOn, IncompleteClaim, LastEvidence) as refused:
            db.session.rollback()
            assert type(refused) is expected, f"{refused!r}, where the book says {expected}"
            return False
        assert expected is None, f"done, where the book says {expected}"
        return True


# What can be done. Each draws what it needs, does it, and writes it in the book when it was done.


def say(w: World, who: str, dice: Random) -> None:
    code = dice.choice(CODES)
    say_of(w, who, dice, code, dice.choice(["open", "talking", *CLAIMS, "not_needed"]))


def settle(w: World, who: str, dice: Random) -> None:
    """Say that all is well, but perhaps of one aspect: random words alone would hardly ever get so far."""
    but = dice.choice([None, None, *CODES])
    for code in CODES:
        if code != but:
            say_of(w, who, dice, code, "anchored")


def say_of(w: World, who: str, dice: Random, code: str, state: str) -> None:
    claims = state in CLAIMS
    last_day = today() + timedelta(days=dice.randint(0, 120)) if claims else None
    answers = dice.choice(["a", "b"]) if claims else None
    change = Change(
        AspectState(state),
        organisation_id=w.organisations[answers] if answers else None,
        valid_until=last_day,
        reason="Kost niets." if state == "not_needed" else "",
        why=dice.choice(["", "Zo is het besproken."]),
        proof=Proof("Brief van het bestuur") if claims else None,
    )
    act = lambda: actions.change_aspect(w.held(who), AspectCode(code), change, by=w.people[who])  # noqa: E731
    done = w.attempt(act, allowed=w.book.may_change(who, today()), otherwise=None)
    says_nothing = state == "open" and code not in w.book.said and not change.why
    if done and not says_nothing:
        w.book.say(today(), code, state, last_day)
        w.book.answers[code] = answers
        w.book.proofs[code] = w.book.proofs.get(code, 0) + claims


def confirm(w: World, who: str, dice: Random) -> None:
    if not w.book.said:
        return
    code = dice.choice(sorted(w.book.said))
    state, _ = w.book.said[code]
    last_day = today() + timedelta(days=dice.randint(1, 120))

    def act() -> None:
        held = w.held(who)
        aspect = find_aspect(held, AspectCode(code))
        assert aspect is not None
        actions.confirm_aspect(held, aspect, valid_until=last_day, by=w.people[who])

    allowed = w.book.may_confirm(who, code, today())
    if w.attempt(act, allowed=allowed, otherwise=None if state in CLAIMS else IncompleteClaim):
        w.book.say(today(), code, state, last_day)


def take_back(w: World, who: str, dice: Random) -> None:
    """Take a piece of evidence back: never the last of a claim."""
    proved = sorted(code for code, number in w.book.proofs.items() if number)
    if not proved:
        return
    code = dice.choice(proved)

    def act() -> None:
        held = w.held(who)
        aspect = find_aspect(held, AspectCode(code))
        assert aspect is not None
        live = db.session.query(Evidence).filter_by(aspect_id=aspect.id, withdrawn_at=None)
        first = live.order_by(Evidence.id).first()
        assert first is not None
        actions.withdraw_evidence(held, aspect, first, why="Vervallen.", by=w.people[who])

    is_last = w.book.said[code][0] in CLAIMS and w.book.proofs[code] < 2
    if w.attempt(act, allowed=w.book.may_change(who, today()), otherwise=LastEvidence if is_last else None):
        w.book.proofs[code] -= 1


def offer(w: World, who: str, dice: Random) -> None:
    to = dice.choice(["b", "b", "a"])
    from_day = today() + timedelta(days=dice.randint(0, 40))
    made = actions.Offer(w.organisations[to], from_day, "De soep koken")
    act = lambda: actions.offer_handover(w.held(who), made, by=w.people[who])  # noqa: E731
    taken = w.book.taken_over is not None or (w.book.offer is not None and w.book.offer.is_open)
    moved_on = HandoverMovedOn if taken else None
    if w.attempt(act, allowed=w.book.may_offer(who), otherwise=moved_on):
        w.book.offer = Offer(to, from_day, offered_by={who})


def on_the_offer(w: World, who: str, act: Callable[[Any, Handover], None], **expected: Any) -> bool:
    def run() -> None:
        held = w.held(who)
        last = db.session.query(Handover.id).order_by(Handover.id.desc()).first()
        assert last is not None
        act(held, get_handover(held, last.id))

    return w.attempt(run, **expected)


def change_offer(w: World, who: str, dice: Random) -> None:
    if w.book.offer is None:
        return
    from_day = today() + timedelta(days=dice.randint(0, 40))
    made = actions.Offer(w.organisations["b"], from_day, "De soep koken en de afwas")
    moved_on = None if w.book.offer.state == "changes_asked" else HandoverMovedOn
    act = lambda held, it: actions.change_offer(held, it, made, by=w.people[who])  # noqa: E731
    if on_the_offer(w, who, act, allowed=w.book.may_offer(who), otherwise=moved_on):
        w.book.offer = Offer("b", from_day, offered_by=w.book.offer.offered_by | {who})


def withdraw(w: World, who: str, dice: Random) -> None:
    if w.book.offer is None:
        return
    moved_on = None if w.book.offer.is_open else HandoverMovedOn
    act = lambda held, it: actions.withdraw_offer(held, it, by=w.people[who])  # noqa: E731
    if on_the_offer(w, who, act, allowed=w.book.may_offer(who), otherwise=moved_on):
        w.book.offer.state = "withdrawn"


def answer(w: World, who: str, dice: Random) -> None:
    """Whoever comes second finds it answered: two acceptors, one outcome."""
    offered = w.book.offer
    if offered is None:
        return
    said = dice.choice([Answer.ACCEPTED, *Answer])
    moved_on = None if offered.state == "offered" else HandoverMovedOn
    act = lambda held, it: actions.answer_handover(held, it, answer=said, reason="Zo.", by=w.people[who])  # noqa: E731
    if on_the_offer(w, who, act, allowed=w.book.may_answer(who), otherwise=moved_on):
        offered.state = said.value
        event(f"answered: {said.value}")
        if said == Answer.ACCEPTED:
            offered.from_day = max(offered.from_day, today())
            w.book.taken_over = offered


def carry(w: World, who: str, dice: Random) -> None:
    act = lambda: actions.confirm_carry(w.held(who), by=w.people[who])  # noqa: E731
    allowed = w.book.represents(who, w.book.owner(today()))
    if w.attempt(act, allowed=allowed, otherwise=None):
        w.book.carried_since = w.book.carried_since or today()


def let_team(w: World, who: str, dice: Random) -> None:
    may = dice.choice([True, False])
    act = lambda: actions.let_team_edit(w.held(who), may_edit=may, by=w.people[who])  # noqa: E731
    is_owner = w.book.represents(who, w.book.owner(today()))
    if w.attempt(act, allowed=is_owner and w.book.is_handed_over(today()), otherwise=None):
        w.book.team_may_edit = may


ACTS = (
    *(say, say, say, settle, settle, confirm, take_back),
    *(offer, offer, offer, change_offer, withdraw, *[answer] * 5, carry, let_team),
)
# Who would do it in life, so that much is done; everybody else tries now and then, and is refused.
LIKELY = {
    offer: ("lead", "lead and b", "manager"),
    change_offer: ("lead", "manager"),
    withdraw: ("lead",),
    answer: ("b", "b too"),
    carry: ("a", "b"),
    let_team: ("b", "a"),
    settle: ("lead", "a"),
}
