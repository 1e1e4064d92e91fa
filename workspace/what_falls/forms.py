"""What people ask: the question in an address, and the name under which they keep it."""

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from workspace.forms import Form, LineField, at_most, filled
from workspace.what_falls.models.facts import Question

LARGEST_ID = 2**31 - 1
AT_MOST = 100  # things of one kind in a question
YEARS = range(1900, 2201)
NAME_LENGTH = 120
Asked = list[tuple[str, str]]


class SaveForm(Form):
    """The name of a question to keep; the question itself goes along as it stands in the address."""

    name = LineField(
        _("Naam"), [*filled(_("Vul een naam in, zoals: Als Marieke weggaat.")), at_most(NAME_LENGTH)]
    )
    question = HiddenField(default="")


def read_question(args: "MultiDict[str, str]") -> Question:
    """Return what an address asks; what it asks wrongly counts as not asked."""
    return Question(
        people=_ids(args.getlist("persoon")),
        team=args.get("team") == "ja",
        organisations=_ids(args.getlist("organisatie")),
        streams=_ids(args.getlist("geldstroom")),
        by=_day(args.get("op")),
    )


def day_is_wrong(args: "MultiDict[str, str]") -> bool:
    """Tell whether an address names a day that is none."""
    return bool((args.get("op") or "").strip()) and _day(args.get("op")) is None


def fields_of(question: Question) -> Asked:
    """Return the question as fields of an address."""
    return [
        *(("persoon", str(id)) for id in sorted(question.people)),
        *([("team", "ja")] if question.team else []),
        *(("organisatie", str(id)) for id in sorted(question.organisations)),
        *(("geldstroom", str(id)) for id in sorted(question.streams)),
        *([("op", question.by.isoformat())] if question.by else []),
    ]


def _ids(values: Iterable[str]) -> frozenset[int]:
    numbers = [v for v in values if v.isascii() and v.isdigit() and len(v) <= len(str(LARGEST_ID))]
    return frozenset([id for v in numbers if 0 < (id := int(v)) <= LARGEST_ID][:AT_MOST])


def _day(value: str | None) -> date | None:
    """Return a day as a browser sends it, or as people here type it: 2021-12-31 or 31-12-2021."""
    parts = (value or "").strip().split("-")
    if len(parts) == 3 and len(parts[2]) == 4:
        parts.reverse()
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
