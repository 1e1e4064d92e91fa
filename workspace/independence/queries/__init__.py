"""Who does the work on initiatives, from events; and trials, as people see them."""

from workspace.independence.queries.activity import independence_in, independence_of, shares_by_person

__all__ = ["independence_in", "independence_of", "shares_by_person"]
