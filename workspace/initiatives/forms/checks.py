"""Checks that several of these forms share."""

from typing import Any

from wtforms import Field, Form, ValidationError

from workspace.forms import Validator


def number_or_none(value: Any) -> int | None:
    """Return the id that was chosen, None for no choice, and -1, which no list holds, for anything else."""
    text = "" if value is None else str(value)
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def picked(message: str) -> Validator:
    """Return a validator that asks for a choice from the list, not for the empty line above it."""
    listed = from_choices(message)

    def check(form: Form, field: Field) -> None:
        if field.data is None:
            raise ValidationError(message)
        listed(form, field)

    return check


def from_choices(message: str) -> Validator:
    """Return a validator that refuses what is not among the choices, in these words; None counts as empty."""

    def check(form: Form, field: Field) -> None:
        chosen = "" if field.data is None else field.data
        if chosen not in {choice.value for choice in field.choices}:
            raise ValidationError(message)

    return check
