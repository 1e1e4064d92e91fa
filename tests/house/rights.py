"""The one table of rights: who may do what (domain/roles.md). Which route does it is in `routes`.

`python -m tests.house.rights > docs/rights.md` prints it. A test walks every route as every person and
holds the answers against it; another holds the printed page against it.
"""

# Each person stands in one relation to the programme, and to its initiative.
PEOPLE = {
    "visitor": "visitor",
    "nico": "resident",
    "rachida": "resident who made it",
    "paul": "partner",
    "rik": "representative of its organisation",
    "olaf": "municipality",
    "prisca": "province",
    "coby": "council",
    "karin": "theme lead",
    "tess": "programme team",
    "marja": "programme manager",
    "ada": "administrator",
    "otto": "manager elsewhere",
}

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {"visitor"}
INSIDERS = frozenset({"paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"})
TALKERS = INSIDERS - {"coby"}
TEAM = frozenset({"tess", "marja"})
STEERING = TEAM | {"karin"}
ENTERING = TALKERS - {"prisca"}
TAKING_PART = SIGNED_IN - {"coby", "ada"}
NOBODY: frozenset[str] = frozenset()

# An act, and who may do it. "It" is an initiative that a resident made and her organisation carries.
ACTS: dict[str, frozenset[str]] = {
    "see what is public": EVERYBODY,
    "write first, sign in after": EVERYBODY,
    "sign up, sign in, sign out": EVERYBODY,
    "see an invitation by its link": EVERYBODY,
    "stop mail, or choose less, by the key in a message": EVERYBODY,
    "mind one's own account": SIGNED_IN,
    "name and remove a passkey of one's own": frozenset({"nico"}),
    "sign out a device of one's own": frozenset({"nico"}),
    "come in through one's own organisation, where that is set": NOBODY,
    "let go of an organisation through which one signs in": frozenset({"nico"}),
    "follow something, and stop": SIGNED_IN,
    "see what is for partners": INSIDERS,
    "post an initiative": TAKING_PART,
    "see a draft of one's own": frozenset({"rachida"}),
    "edit an initiative": frozenset({"rachida", "rik"}) | STEERING,
    "say what is clear before the start": TALKERS | {"rachida"},
    "tell news of an initiative": frozenset({"rachida", "rik"}) | STEERING,
    "react to news": TAKING_PART,
    "see what partners put in": INSIDERS | {"rachida"},
    "see what partners put in, of a whole board": INSIDERS,
    "say what one's organisation puts in, or write down its part": frozenset({"paul", "rik", "rachida"})
    | STEERING,
    "move an initiative to another stage": frozenset({"rik"}) | STEERING,
    "stop or complete on purpose": frozenset({"rachida", "rik"}) | STEERING,
    "support, join": TAKING_PART,
    "enter what somebody said who does not come online": ENTERING,
    "see for whom one entered something": SIGNED_IN,
    "mind the paper of somebody for whom one entered something": frozenset({"paul"}),
    "type a code on paper, also before signing in": EVERYBODY,
    "claim with a code on paper": SIGNED_IN - {"paul"},
    "fill in how one joins, also before signing in": TAKING_PART | {"visitor"},
    "withdraw one's support or place": SIGNED_IN,
    "type a reply, also before signing in": EVERYBODY - {"ada"},
    "comment in public": SIGNED_IN - {"ada"},
    "change one's own comment": frozenset({"nico"}),
    "remove one's own comment, or hide another's": STEERING | {"nico", "ada"},
    "show a hidden comment again": STEERING | {"ada"},
    "say first that something is wrong, sign in after": EVERYBODY,
    "say that something is wrong": SIGNED_IN,
    "moderate what was reported": STEERING | {"ada"},
    "decide about one thing that was reported": STEERING | {"ada"},
    "say that one read a word of moderators": frozenset({"nico"}),
    "see to a question that one's organisation was asked": frozenset({"paul", "rik"}),
    "ask a colleague to see to a question": frozenset({"rik", "marja"}),
    "answer a question officially, ask more time once, send it on": frozenset({"rik", "marja"}),
    "change a borging aspect": frozenset({"rik"}) | STEERING,
    "give advice for an advisory body": frozenset({"coby"}),
    "say what was done with an advice": STEERING,
    "see where partners stand between letting go and steering": INSIDERS,
    "say where one stands between letting go and steering": INSIDERS - {"coby", "karin"},
    "confirm that one's organisation carries it": frozenset({"rik"}),
    "see the handover dashboard": INSIDERS,
    "see how it stands in the whole province": frozenset({"prisca"}),
    "see the tasks of an initiative": INSIDERS | {"rachida"},
    "add a task to an initiative, change it": frozenset({"rachida", "paul", "rik"}) | STEERING,
    "tick off a task": frozenset({"rachida", "paul", "rik", "olaf"}) | STEERING,  # it is Olaf's
    "see the tasks of a board": INSIDERS,
    "add a task to a board": STEERING,
    "see meetings, take them along": INSIDERS,
    "say whether one comes to a meeting": frozenset({"karin", "paul"}),
    "plan a meeting of a board, make its agenda, write it down": STEERING,
    "have a calendar on one's phone": SIGNED_IN,
    "follow a calendar by its secret address": EVERYBODY,
    "open or close a borgingsscan, set a next step": frozenset({"rik"}) | STEERING,
    "answer a borgingsscan": TALKERS | {"rachida"},
    "say that a next step is done": frozenset({"rik"}) | STEERING,
    "see what is handed over, to whom and how": INSIDERS | {"rachida"},
    "offer a handover, change the offer, take it back": frozenset({"karin", "marja"}),
    "answer an offer of a handover": frozenset({"rik"}),
    "give the team its rights back after a handover": frozenset({"rik"}),
    "see who does the work on it": INSIDERS | {"rachida"},
    "propose a trial without its lead, or call it off": STEERING | {"rachida", "rik"},
    "agree to a trial that the programme proposed": frozenset({"rachida", "rik"}),
    "announce that one leaves": SIGNED_IN,
    "see what one is asked to take over": SIGNED_IN,
    "announce that a colleague leaves, or oneself": frozenset({"paul", "rik"}),
    "change or take back that a theme lead leaves": frozenset({"karin", "marja"}),
    "see what somebody who leaves carries": frozenset({"karin", "marja"}),
    "ask somebody to take a board over": frozenset({"karin", "marja"}),
    "answer whether one takes something over": frozenset({"paul"}),
    "stop asking somebody to take an initiative over": frozenset({"rachida", "rik"}) | STEERING,
    "see the inbox of one's organisation": frozenset({"paul", "rik"}),
    "take something out of the inbox oneself": frozenset({"paul", "rik"}),
    "ask a colleague to take something out of the inbox": frozenset({"rik"}),
    "see what nobody carries": INSIDERS,
    "look for somebody to carry an aspect": frozenset({"rik"}) | STEERING,
    "run “what falls if…”, keep the question": frozenset({"rik", "olaf", "prisca"}) | STEERING,
    "remove a question that was kept": frozenset({"karin", "marja"}),
    "fill in a learning moment, also before signing in": EVERYBODY - {"ada"},
    "catch a learning moment": SIGNED_IN - {"ada"},
    "catch a learning moment at a meeting": INSIDERS,
    "change a learning moment, take it back": STEERING,
    "make red threads, and say which moments belong on them": STEERING,
    "ask the person quoted": STEERING,
    "answer for one's own words by the key in a letter, or take them back": EVERYBODY,
    "answer for one's own words by account, or take them back": frozenset({"nico"}),
    "let words or a picture go for somebody who no longer agrees": STEERING,
    "say what one makes of a learning moment": SIGNED_IN - {"ada"},
    "change one's own reflection": frozenset({"paul"}),
    "take back one's own reflection, or another's": STEERING | {"paul"},
    "share an obstacle with other programmes, and stop": STEERING,
    "say whether one's municipality is named with an obstacle": frozenset({"olaf"}),
    "see the obstacles of all programmes": INSIDERS | {"otto"},
    "say that something is wrong with the obstacle of a programme": INSIDERS - {"karin"} | {"otto"},
    "manage a board and its working group": STEERING,
    "manage programme, phases and partners": TEAM,
    "see where the money comes from, and what rests on it": INSIDERS,
    "manage means and team": frozenset({"marja"}),
    "manage an organisation and its members": frozenset({"rik", "ada"}) | TEAM,
    "say that one's organisation takes part": frozenset({"rik"}),
    "add an organisation": TEAM | {"ada", "otto"},
    "start a programme": frozenset({"marja", "otto"}),
    "find the places of one's programmes": TEAM | {"otto"},
    "manage places": TEAM,
    "answer an invitation of one's own": frozenset({"nico"}),
    "make a learning history, arrange it, take its questions over": STEERING,
    "publish a learning history": TEAM,
    "make a report, refresh its facts, send it round": TEAM,
    "write a section of a report, or why a theme has nothing to tell": STEERING,
    "read what others say of a section of a report, say something of it": INSIDERS,
    "say what was done with what others said of a report": STEERING,
    "say what a plan wants on a theme, and for how much": STEERING,
    "adopt a report as final": frozenset({"marja"}),
    "take along as a file what one may read": SIGNED_IN,
    "see how far a file is, and fetch it": frozenset({"tess"}),
    "read the outbox of a demonstration": NOBODY,
    "look after accounts, read the audit trail": frozenset({"ada"}),
    "read the record of processing, see what is kept too long": frozenset({"ada"}),
}


def as_markdown() -> str:
    """Return the table as the page docs/rights.md."""
    names = list(PEOPLE.values())
    lines = [
        "# Who may do what",
        "",
        "Made from `tests/house/rights.py` by `python -m tests.house.rights > docs/rights.md`; do not edit.",
        "Roles follow from facts (docs/decisions/0001). What is not granted is refused: 403 when signed in,",
        "to the sign-in page when not, 404 where even existence is private.",
        "",
        f"| act | {' | '.join(names)} |",
        f"| --- |{' --- |' * len(names)}",
    ]
    for act, who in ACTS.items():
        marks = " | ".join("✓" if person in who else "" for person in PEOPLE)
        lines.append(f"| {act} | {marks} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 - printing is what it is for
