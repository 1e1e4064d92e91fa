"""What a borgingsscan is, what it is not, and what it has in common with two well-known instruments."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.borging.models import AspectCode
from workspace.scans.forms import STATEMENTS
from workspace.scans.models.rules import AT_LEAST, LOW
from workspace.scans.views.blueprint import bp
from workspace.web import public

# What in two instruments looks at the same as our question: names only, the sources stand on the page.
PSAT = {
    AspectCode.OWNER: ("Organizational Capacity",),
    AspectCode.PEOPLE: ("Organizational Capacity",),
    AspectCode.MONEY: ("Funding Stability",),
    AspectCode.DECISION: ("Environmental Support", "Strategic Planning"),
    AspectCode.KNOWLEDGE: ("Organizational Capacity",),
    AspectCode.PARTNERS: ("Partnerships",),
    AspectCode.COMMUNITY: ("Environmental Support", "Communications"),
    AspectCode.LEARNING: ("Program Evaluation", "Program Adaptation"),
}
NHS = {
    AspectCode.OWNER: (
        "Senior leadership engagement and support",
        "Clinical leadership engagement and support",
    ),
    AspectCode.PEOPLE: ("Staff behaviours toward sustaining the change", "Infrastructure"),
    AspectCode.MONEY: ("Infrastructure",),
    AspectCode.DECISION: (
        "Fit with the organisation’s strategic aims and culture",
        "Senior leadership engagement and support",
    ),
    AspectCode.KNOWLEDGE: ("Staff involvement and training to sustain the process",),
    AspectCode.PARTNERS: (),
    AspectCode.COMMUNITY: ("Benefits beyond helping patients", "Credibility of the benefits"),
    AspectCode.LEARNING: (
        "Effectiveness of the system to monitor progress",
        "Adaptability of the improved process",
    ),
}


@bp.get("/borgingsscan/uitleg")
@public("Everybody may read what a scan is and where it comes from.")
def explanation() -> ResponseReturnValue:
    return render_template(
        "scans/explanation.html",
        rows=[(code, STATEMENTS[code], PSAT[code], NHS[code]) for code in AspectCode],
        at_least=AT_LEAST,
        low=LOW,
    )
