"""A small programme of which what falls can be counted by hand."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests import cast
from workspace.borging.models import AspectCode, BorgingAspect, Evidence, EvidenceKind
from workspace.borging.models.rules import CLAIMS
from workspace.programmes.models import FundingStream
from workspace.times import today

LATER = today() + timedelta(days=300)
CORE = (AspectCode.OWNER, AspectCode.PEOPLE, AspectCode.MONEY)


def say(initiative, code, state, **facts) -> BorgingAspect:
    """Store an aspect as it stands."""
    if state in CLAIMS:
        facts.setdefault("valid_until", LATER)
    return cast.save(BorgingAspect(initiative_id=initiative.id, code=code, state=state, **facts))


def say_all(initiative, organisation, *, core="agreed", others="talking", **facts):
    """Say all eight aspects, which this organisation answers for, and return them by name."""
    return {
        code.value: say(
            initiative,
            code,
            core if code in CORE else others,
            organisation_id=organisation.id,
            **facts.get(code.value, {}),
        )
        for code in AspectCode
    }


@pytest.fixture
def small(grant, programme, board, welfare, municipality, rik, olaf, karin, marja, tess):
    """Two boards, four initiatives and a stream; Marja carries much, the library little.

    soup: agreed; Marja pulls it and answers for its people. walk: agreed; its money is from the stream.
    talk: building; all that was said of it is Marja's. still: agreed, all of it the municipality's.
    """
    library = cast.make_organisation("Bibliotheek")
    cast.make_partner(programme, library)
    second = cast.make_board("Mantelzorg", programme, position=1)
    cast.make_board_member(marja, second, lead=True)
    stream = cast.save(FundingStream(programme_id=programme.id, name="Startgeld", ends_on=date(2099, 12, 31)))
    of = {"organisation_id": welfare.id}
    soup = cast.make_initiative("Soep", board, marja, **of)
    say_all(soup, welfare, people={"person_id": marja.id})
    walk = cast.make_initiative("Wandelen", board, rik, yearly_cost_cents=1000_00, **of)
    grant(say_all(walk, welfare)["money"], stream, 1000)
    talk = cast.make_initiative("Praten", second, **of)
    say(talk, AspectCode.LEARNING, "talking", person_id=marja.id)
    still = cast.make_initiative("Stil", second, olaf, organisation_id=municipality.id)
    say_all(still, municipality)
    cast.make_initiative("Gestopt", board, marja, stage="stopped")
    draft = cast.make_initiative("Concept", board, marja, visibility="draft")
    say(draft, AspectCode.LEARNING, "talking", person_id=marja.id)
    return SimpleNamespace(
        programme=programme, soup=soup, walk=walk, talk=talk, still=still, library=library, stream=stream,
        welfare=welfare, municipality=municipality, board=board, second=second, marja=marja, draft=draft,
        base=f"/programmas/{programme.slug}/wat-valt-er",
    )  # fmt: skip


@pytest.fixture
def grant(app):
    """Show for the money of an initiative that a stream pays."""

    def grant(aspect: BorgingAspect, stream: FundingStream | None, euros: int, **facts) -> Evidence:
        return cast.save(
            Evidence(
                aspect_id=aspect.id,
                kind=EvidenceKind.FUNDING,
                text="Brief",
                amount_cents=euros * 100,
                funding_stream_id=stream.id if stream else None,
                **facts,
            )
        )

    return grant
