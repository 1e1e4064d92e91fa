"""Figures and rules of the dashboards, in words."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from flask_babel import gettext, ngettext

from workspace.borging.models import AspectCode
from workspace.dashboards.models import Reason, Risk, Standing
from workspace.dashboards.queries.asked import Kind, Line
from workspace.dashboards.queries.pictures import Dashboard
from workspace.labels import label
from workspace.programmes.forms import in_euros, in_jobs
from workspace.times import show_day
from workspace.web import locale


def _(words: str, **figures: object) -> str:
    return str(gettext(words, **figures))


def percent(share: Fraction | float | None) -> str:
    """Return a share as people read it: 67 %; a dash when there is none."""
    return "–" if share is None else f"{whole(share)}\N{NO-BREAK SPACE}%"


def whole(share: Fraction | float) -> int:
    """Return a share in whole percents, a half upwards."""
    return int(share * 100 + Fraction(1, 2))


def show(day: date) -> str:
    """Return a day in words, in the language of the reader."""
    return show_day(day, locale())


def headline(dashboard: Dashboard) -> list[str]:
    """Return in one or two sentences how it stands: at the end of the programme, or now when it is over."""
    now, at_end = dashboard.now, dashboard.at_end
    if not now.total and not (at_end and at_end.total):
        return [_("Er zijn nog geen initiatieven om te borgen.")]
    if at_end is None or at_end.counts is None:
        first = [_means_gone_on(now)] if now.money_gone is not None else []
        agreed = percent(now.agreed)
        return [*first, _("%(share)s van de initiatieven is minstens afgesproken.", share=agreed)]
    expected = _(
        "Dan is naar verwachting %(share)s van de initiatieven minstens afgesproken.",
        share=percent(at_end.agreed),
    )
    if at_end.money_gone is not None:
        return [_means_gone_on(at_end), expected]
    if at_end.fte_gone is not None:
        gone = _("Op %(day)s is %(share)s van de voltijdbanen weg.", **_when(at_end, at_end.fte_gone))
        return [gone, expected]
    return [
        _("Het programma stopt op %(day)s.", day=show(dashboard.programme.ends_on)),
        expected,
    ]


def _means_gone_on(standing: Standing) -> str:
    if standing.on.month == 12:
        share = percent(standing.money_gone)
        return _("Eind %(year)s is %(share)s van het geld weg.", year=standing.on.year, share=share)
    return _("Op %(day)s is %(share)s van het geld weg.", **_when(standing, standing.money_gone))


def _when(standing: Standing, share: Fraction | None) -> dict[str, str]:
    return {"day": show(standing.on), "share": percent(share)}


class Alert(NamedTuple):
    """Whether the means go faster than the initiatives are anchored, in words."""

    kind: str  # of alert
    title: str
    lines: list[str]


def warning(dashboard: Dashboard) -> Alert | None:
    """Return the warning of the model, or that there is none; None when nothing can be compared."""
    now = dashboard.now
    later = next((one for one in dashboard.quarters if one.is_forecast and one.warns), None)
    if now.warns:
        title = _("De middelen gaan sneller weg dan de borging groeit")
        return Alert("warning", title, [_compared(now, _("Nu"))])
    if later is not None:
        title = _("De borging raakt achter op de middelen die weggaan")
        return Alert("warning", title, [_compared(later, _("Op %(day)s", day=show(later.on)))])
    if now.agreed is None or (now.money_gone is None and now.fte_gone is None):
        return None
    text = _("Er is nooit meer van de middelen weg dan er van de initiatieven minstens is afgesproken.")
    return Alert("positive", _("De borging is op tijd"), [text])


def _compared(standing: Standing, when: str) -> str:
    gone = standing.money_gone if standing.warns_of_money else standing.fte_gone
    said = {"when": when, "gone": percent(gone), "agreed": percent(standing.agreed)}
    if standing.warns_of_money:
        return _(
            "%(when)s is %(gone)s van het geld weg, en %(agreed)s van de initiatieven minstens afgesproken.",
            **said,
        )
    return _(
        "%(when)s is %(gone)s van de voltijdbanen weg, "
        "en %(agreed)s van de initiatieven minstens afgesproken.",
        **said,
    )


def drops(dashboard: Dashboard) -> list[str]:
    """Return what there will be less of from next year, in sentences."""
    year = dashboard.on.year
    means = {one.year: one for one in dashboard.means}
    before, after = means.get(year), means.get(year + 1)
    if before is None or dashboard.is_earlier:
        return []
    if after is None and dashboard.programme.ends_on.year > year:
        return []
    money, fte = (after.money_cents, after.fte_hundredths) if after else (0, 0)
    found = []
    if money < before.money_cents:
        amounts = {"before": in_euros(before.money_cents), "after": in_euros(money)}
        found.append(
            _("Vanaf 1 januari %(year)s is er %(after)s in plaats van %(before)s.", year=year + 1, **amounts)
        )
    if fte < before.fte_hundredths:
        jobs = {"before": in_jobs(before.fte_hundredths), "after": in_jobs(fte)}
        found.append(
            _(
                "Vanaf 1 januari %(year)s zijn er %(after)s voltijdbanen in plaats van %(before)s.",
                year=year + 1,
                **jobs,
            )
        )
    return found


class Step(NamedTuple):
    """What somebody can do about a risk, and where."""

    words: str
    address: str


def reasons_of(risk: Risk, ends_on: date, on: date) -> list[str]:
    """Return each reason why an initiative may fall as a sentence."""
    return [_reason(reason, risk, ends_on, on) for reason in risk.reasons]


def _reason(reason: Reason, risk: Risk, ends_on: date, on: date) -> str:
    situation = risk.situation
    match reason:
        case Reason.OWNER_OPEN:
            return _("Geen organisatie zet dit voort.")
        case Reason.NOT_STARTED | Reason.BUILDING:
            level = label(situation.level).lower()
            if ends_on < on:
                return _("Het programma is voorbij, en de borging is %(level)s.", level=level)
            return _(
                "Het programma stopt op %(day)s, en de borging is %(level)s.", day=show(ends_on), level=level
            )
        case Reason.STALE:
            return _("Opnieuw te bevestigen: %(aspects)s.", aspects=_named(risk.stale))
        case Reason.MONEY_ENDS:
            day = show(situation.money_until or ends_on)
            return _("Het geld (%(stream)s) loopt tot en met %(day)s.", stream=situation.money, day=day)
        case Reason.TEAM_DOES_IT:
            work = situation.work
            return _(
                "Het programmateam deed %(team)s van de %(total)s activiteiten van de laatste 90 dagen.",
                team=work.by_team,
                total=work.total,
            )
        case Reason.TEAM_LEADS_IT:
            return _("De trekker zit in het programmateam.")
        case Reason.GROWS_STALE:
            return _(
                "Loopt af voor het einde van het programma: %(aspects)s.", aspects=_named(risk.grow_stale)
            )


def _named(codes: tuple[AspectCode, ...]) -> str:
    return ", ".join(label(code).lower() for code in codes)


def step_for(risk: Risk) -> Step:
    """Return the first thing to do about a risk."""
    number, first = risk.situation.id, risk.reasons[0]
    borging = f"/initiatieven/{number}/borging"
    match first:
        case Reason.OWNER_OPEN:
            return Step(_("Zoek een eigenaar"), f"{borging}/{AspectCode.OWNER.word}")
        case Reason.STALE:
            return Step(_("Vraag om bevestiging"), f"{borging}/{risk.stale[0].word}")
        case Reason.MONEY_ENDS:
            return Step(_("Zoek geld dat blijft"), f"{borging}/{AspectCode.MONEY.word}")
        case Reason.TEAM_DOES_IT:
            trial = f"/initiatieven/{number}/zelfstandigheid"
            return Step(_("Probeer het zonder het programmateam"), trial)
        case Reason.TEAM_LEADS_IT:
            return Step(_("Draag het over"), f"{borging}/overdracht")
        case Reason.GROWS_STALE:
            return Step(_("Spreek een nieuwe datum af"), f"{borging}/{risk.grow_stale[0].word}")
        case _:
            return Step(_("Kijk wat nog open is"), borging)


def title_of(kind: Kind) -> str:
    """Return what a group of things to do is called."""
    return {
        Kind.STALE: _("Opnieuw bevestigen"),
        Kind.GROWS_STALE: _("Loopt binnen 30 dagen af"),
        Kind.OFFERED: _("Aangeboden, wacht op antwoord"),
        Kind.CHANGES_ASKED: _("Wijzigingen gevraagd in een aanbod"),
        Kind.STEP: _("Volgende stappen"),
        Kind.SCAN_STEP: _("Stappen na een borgingsscan"),
        Kind.TRIAL: _("Een proef zonder trekker eindigt"),
    }[kind]


def address_of(line: Line) -> str:
    """Return where somebody does what a line asks."""
    start = f"/initiatieven/{line.initiative_id}"
    match line.kind:
        case Kind.OFFERED | Kind.CHANGES_ASKED:
            return f"{start}/borging/overdracht"
        case Kind.SCAN_STEP:
            return f"{start}/borgingsscan"
        case Kind.TRIAL:
            return f"{start}/zelfstandigheid"
        case _:
            return f"{start}/borging/{AspectCode(line.code).word}"


def said_of(line: Line, on: date) -> str:
    """Return what a line says besides the title of its initiative."""
    day = show(line.day)
    match line.kind:
        case Kind.STALE:
            said = _("gold tot en met %(day)s", day=day)
        case Kind.GROWS_STALE | Kind.TRIAL:
            said = _("tot en met %(day)s", day=day)
        case Kind.OFFERED | Kind.CHANGES_ASKED:
            days = max((on - line.day).days, 0)
            said = ngettext("wacht %(num)s dag", "wacht %(num)s dagen", days)
        case _:
            said = _("te laat sinds %(day)s", day=day) if line.day < on else _("voor %(day)s", day=day)
    aspect = label(AspectCode(line.code)) if line.code else ""
    return " · ".join(part for part in (line.text or aspect, line.organisation, said) if part)
