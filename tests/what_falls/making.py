"""A question that somebody kept."""

from tests import cast
from workspace.accounts.models import User
from workspace.programmes.models import Programme
from workspace.what_falls.models import Analysis


def make_analysis(programme: Programme, *, by: User, about: User) -> Analysis:
    """Store what falls if somebody and the whole team go, as somebody kept it."""
    question = {"people": [about.id], "team": True, "organisations": [], "streams": [], "by": None}
    return cast.save(
        Analysis(
            programme_id=programme.id,
            name=f"Als {about.name} weggaat",
            question=question,
            found={"initiatives": 3, "lower": 1, "on": "2026-01-01"},
            made_by_id=by.id,
        )
    )
