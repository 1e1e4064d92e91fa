"""For the administrator: what was kept too long, what goes soon, and when that was last looked after."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.privacy.policy import keeping as policy
from workspace.privacy.queries.overdue import find_last_run, list_kept
from workspace.privacy.views.blueprint import bp
from workspace.privacy.words import list_terms
from workspace.web import current_actor, settings


@bp.get("/beheer/bewaartermijnen")
def overdue() -> ResponseReturnValue:
    """Show what is kept too long, in counts."""
    require(policy.may_see_keeping(current_actor))
    names = _names()
    return render_template(
        "privacy/overdue.html",
        rows=[(names[one.code], one.overdue, one.soon) for one in list_kept(settings())],
        last=(last := find_last_run()),
        failed=[names.get(code, code) for code in last.failed] if last else [],
        removed=[(names[code], number) for code, number in last.done.items() if number] if last else [],
        terms=list_terms(settings()),
        has_mail=settings().has_mail,
        is_demo=settings().demo,
    )


def _names() -> dict[str, str]:
    """Return what the page calls each thing that has a period, and each step of the work."""
    return {
        "accounts": _("Accounts die niemand gebruikt"),
        "withdrawn": _("Waarschuwingen ingetrokken, want de persoon kwam terug"),
        "anonymised": _("Accounts zonder naam gemaakt"),
        "warned": _("Mensen gewaarschuwd dat hun account weggaat"),
        "programmes": _("Programma's die voorbij zijn, met namen erin"),
        "sign_ups": _("Aanmeldingen die nooit zijn bevestigd"),
        "paper": _("Mensen zonder account van wie hier niets meer staat"),
        "memberships": _("Leden die bij hun organisatie weg zijn"),
        "transfers": _("Overdrachten die klaar zijn"),
        "departures": _("Vertrekken die klaar zijn"),
        "events": _("Gebeurtenissen buiten een programma, met een naam"),
        "invitations": _("Uitnodigingen die zijn beantwoord of verlopen"),
        "erasures": _("Verzoeken om gewist te worden"),
        "proofs": _("Bewijzen dat iemand is gewist"),
        "links": _("Links in mail die niet meer werken"),
        "sessions": _("Apparaten waarop iemand is ingelogd"),
        "forms": _("Teksten die op inloggen wachten"),
        "mail": _("Verstuurde mail"),
        "notices": _("Berichten over wat iemand volgt"),
        "renditions": _("Bestanden die iemand liet maken"),
        "trail": _("Regels in het controlespoor"),
        "files": _("Bestanden die bij niets horen"),
    }
