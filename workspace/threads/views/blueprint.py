"""The address book of this feature's pages, and how each finds its thread or programme."""

from flask import Blueprint, request

from workspace.access import require
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.threads.models import RedThread
from workspace.threads.policy import may_arrange_threads
from workspace.threads.queries import get_thread
from workspace.web import READING, actor_here

bp = Blueprint("threads", __name__)
LARGEST = 2**31 - 1


def arranged_thread(thread_id: int) -> RedThread:
    """Return a thread that this person may arrange; a change waits for another that is under way."""
    thread = get_thread(thread_id, seen_by=actor_here(), to_change=request.method not in READING)
    require(may_arrange_threads(actor_here(), thread.programme_id))
    return thread


def arranged_programme(slug: str) -> Programme:
    """Return a programme whose threads this person may arrange; a change waits as well."""
    programme = get_programme(slug, seen_by=actor_here(), to_change=request.method not in READING)
    require(may_arrange_threads(actor_here(), programme.id))
    return programme


def asked_numbers(values: list[str]) -> list[int]:
    """Return the numbers among what was asked for or sent; what is none was forged."""
    digits = [value for value in values[:200] if value.isascii() and value.isdecimal() and len(value) < 11]
    return [number for number in map(int, digits) if number <= LARGEST]
