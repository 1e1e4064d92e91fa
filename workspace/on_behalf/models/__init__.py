"""What a worker enters for somebody: the tables, the code on paper, and what is told of it on screen."""

from workspace.on_behalf.models.shown import Behalf
from workspace.on_behalf.models.tables import ClaimCode, Contribution, OnBehalf, ReceivedHow

__all__ = ["Behalf", "ClaimCode", "Contribution", "OnBehalf", "ReceivedHow"]
