"""What was counted, and what people think of news."""

from workspace.results.queries.counted import (
    Line,
    Point,
    Total,
    get_result_to_change,
    list_all,
    list_points,
    list_results,
    list_totals,
)
from workspace.results.queries.news import (
    AroundNews,
    NewsParts,
    get_initiative_of_news,
    is_latest,
    read_around_news,
)

__all__ = [
    "AroundNews",
    "Line",
    "NewsParts",
    "Point",
    "Total",
    "get_initiative_of_news",
    "get_result_to_change",
    "is_latest",
    "list_all",
    "list_points",
    "list_results",
    "list_totals",
    "read_around_news",
]
