"""An initiative: what it is, its parts, its people, its news and how it started."""

from workspace.initiatives.models.hiding import (
    Case,
    LookedAt,
    ReportReason,
    ThingKind,
    Verdict,
)
from workspace.initiatives.models.news import (
    Picture,
    Revision,
    Update,
)
from workspace.initiatives.models.parts import (
    Goal,
    InitiativeArea,
    InitiativePartner,
)
from workspace.initiatives.models.people import (
    Participation,
    Support,
)
from workspace.initiatives.models.starting import (
    Clarity,
    FrameworkChange,
    StartAnswer,
    StartedAnyway,
    StartQuestion,
    starts,
)
from workspace.initiatives.models.tables import (
    TITLE_LENGTH,
    Initiative,
    Kind,
    ParticipationLevel,
    Scale,
    Stage,
    Visibility,
)

__all__ = [
    "TITLE_LENGTH",
    "Case",
    "Clarity",
    "FrameworkChange",
    "Goal",
    "Initiative",
    "InitiativeArea",
    "InitiativePartner",
    "Kind",
    "LookedAt",
    "Participation",
    "ParticipationLevel",
    "Picture",
    "ReportReason",
    "Revision",
    "Scale",
    "Stage",
    "StartAnswer",
    "StartQuestion",
    "StartedAnyway",
    "Support",
    "ThingKind",
    "Update",
    "Verdict",
    "Visibility",
    "starts",
]
