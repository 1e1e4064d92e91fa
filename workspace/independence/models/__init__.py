"""How independent an initiative is of the programme team: the trial, and rules from counts alone."""

from workspace.independence.models.rules import Independence
from workspace.independence.models.tables import Outcome, SoloTrial, TrialSide

__all__ = ["Independence", "Outcome", "SoloTrial", "TrialSide"]
