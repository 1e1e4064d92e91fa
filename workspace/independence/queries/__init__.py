"""Who does the work on initiatives, from events; and trials, as people see them."""

from workspace.independence.queries.activity import independence_in, independence_of, shares_by_person
from workspace.independence.queries.trials import find_running_trial, get_trial, list_trials

__all__ = [
    "find_running_trial",
    "get_trial",
    "independence_in",
    "independence_of",
    "list_trials",
    "shares_by_person",
]
