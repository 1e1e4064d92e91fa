"""Whom an overview names with an initiative."""

from typing import Any

from sqlalchemy import ColumnElement, case, func

from workspace.initiatives.models import Initiative


def who_is_named(coordinator: Any, maker: Any) -> ColumnElement[str | None]:
    """Return the name of its coordinator, or else of its maker.

    And of whose idea it is while the worker who entered it for them still coordinates it (N14).
    """
    entered = maker.entered_by_id == Initiative.coordinator_id
    return case((entered, maker.name), else_=func.coalesce(coordinator.name, maker.name))
