"""Borgingsscans as people see them, in typed rows."""

from workspace.scans.queries.answers import answers_of
from workspace.scans.queries.mine import list_my_steps, list_waiting_scans
from workspace.scans.queries.scans import find_open_scan, find_step, get_scan, get_step, list_results

__all__ = [
    "answers_of",
    "find_open_scan",
    "find_step",
    "get_scan",
    "get_step",
    "list_my_steps",
    "list_results",
    "list_waiting_scans",
]
