"""What is known about borgingsscans: the tables, and what follows from answers alone."""

from workspace.scans.models.tables import Scan, ScanAnswer, ScanStep

__all__ = ["Scan", "ScanAnswer", "ScanStep"]
