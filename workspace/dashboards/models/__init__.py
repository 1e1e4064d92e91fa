"""What follows from facts about borging and means: pure rules, no tables and no database."""

from workspace.dashboards.models.curve import (
    Life,
    Means,
    Span,
    Standing,
    agreed_share,
    all_of,
    count_levels,
    draw_curve,
    share_gone,
)
from workspace.dashboards.models.quarters import quarters_shown
from workspace.dashboards.models.risk import Reason, Risk, Situation, most_at_risk
from workspace.times import Quarter

__all__ = [
    "Life",
    "Means",
    "Quarter",
    "Reason",
    "Risk",
    "Situation",
    "Span",
    "Standing",
    "agreed_share",
    "all_of",
    "count_levels",
    "draw_curve",
    "most_at_risk",
    "quarters_shown",
    "share_gone",
]
