"""Which route does which act of `rights.ACTS`."""

from dataclasses import dataclass

from tests.house.routes_learning import LEARNING
from tests.house.routes_together import TOGETHER
from tests.house.routes_trust import TRUST


@dataclass(frozen=True)
class Route:
    """An act done at an address. Who may not is told 403, or 404 where even its existence is private."""

    act: str
    hidden: bool = False


def _routes(act: str, endpoints: str, *, hidden: bool = False) -> dict[str, Route]:
    return {endpoint.strip(): Route(act, hidden) for endpoint in endpoints.split(",")}


# Each endpoint, with its method where another method is another act.
ROUTES: dict[str, Route] = {
    **_routes(
        "see what is public",
        "overview.home, overview.programmes, overview.programme, overview.board, overview.column,"
        "overview.accessibility, privacy.show, overview.health, organisations.index, organisations.show,"
        "initiatives.by_number, initiatives.show, initiatives.history, initiatives.news, initiatives.picture,"
        "comments.index, comments.show, borging.index, borging.aspect, borging.evidence_file,"
        "dashboards.coverage, dashboards.coverage_csv",
    ),
    **_routes(
        "write first, sign in after",
        "initiatives.new, initiatives.similar, initiatives.compare",
    ),
    **_routes(
        "sign up, sign in, sign out",
        "accounts.sign_up, accounts.confirm, accounts.sign_in, accounts.ask_sign_in_link,"
        "accounts.look_in_mail, accounts.sign_in_by_link, accounts.sign_out, accounts.forgotten,"
        "accounts.reset_password, accounts.confirm_new_address",
    ),
    **_routes(
        "mind one's own account",
        "accounts.show, accounts.change_name, accounts.change_language, accounts.change_password,"
        "accounts.change_email, accounts.sign_out_everywhere, overview.mine",
    ),
    **_routes("post an initiative", "initiatives.post"),
    **_routes("see a draft of one's own", "initiatives.publish, initiatives.posted", hidden=True),
    **_routes("edit an initiative", "initiatives.edit, initiatives.save"),
    **_routes("tell news of an initiative", "initiatives.tell_news, initiatives.post_news"),
    **_routes("move an initiative to another stage", "initiatives.choose_stage, initiatives.move"),
    **_routes("stop or complete on purpose", "initiatives.ending, initiatives.end"),
    **_routes("support, join", "initiatives.support, initiatives.join"),
    **_routes("fill in how one joins, also before signing in", "initiatives.joining"),
    **_routes(
        "withdraw one's support or place", "initiatives.withdraw, initiatives.leave, initiatives.joined"
    ),
    **_routes("type a reply, also before signing in", "comments.reply"),
    **_routes("comment in public", "comments.post, comments.post_answer"),
    **_routes("change one's own comment", "comments.edit, comments.save"),
    **_routes("remove one's own comment, or hide another's", "comments.removal, comments.remove"),
    **_routes("show a hidden comment again", "comments.restoring, comments.restore"),
    **_routes("change a borging aspect", "borging.change, borging.confirm, borging.withdraw"),
    **_routes(
        "see where partners stand between letting go and steering",
        "letting_go.of_initiative, letting_go.of_board",
    ),
    **_routes(
        "say where one stands between letting go and steering",
        "letting_go.mark_initiative, letting_go.mark_board",
    ),
    **_routes("confirm that one's organisation carries it", "borging.carry"),
    **_routes("see what is public", "scans.index, scans.show, scans.explanation"),
    **_routes(
        "open or close a borgingsscan, set a next step",
        "scans.start, scans.close, scans.step, scans.save_step",
    ),
    **_routes("answer a borgingsscan", "scans.answer, scans.send"),
    **_routes("say that a next step is done", "scans.finish"),
    **_routes(
        "see what is handed over, to whom and how",
        "borging.handover, dossiers.show, dossiers.pdf, dossiers.docx, dossiers.archive",
    ),
    **_routes(
        "see the handover dashboard",
        "dashboards.programme, dashboards.programme_csv, dashboards.board, dashboards.board_csv",
    ),
    **_routes("see how it stands in the whole province", "dashboards.province, dashboards.province_csv"),
    **_routes(
        "offer a handover, change the offer, take it back",
        "borging.offer, borging.change_handover, borging.withdraw_handover",
    ),
    **_routes("answer an offer of a handover", "borging.answer_offer"),
    **_routes("give the team its rights back after a handover", "borging.team_rights"),
    **_routes("see who does the work on it", "independence.show"),
    **_routes(
        "propose a trial without its lead, or call it off", "independence.propose, independence.call_off"
    ),
    **_routes("agree to a trial that the programme proposed", "independence.agree"),
    **_routes("announce that one leaves", "leaving.mine"),
    **_routes("see what one is asked to take over", "leaving.asked, leaving.accept_all"),
    **_routes("announce that a colleague leaves, or oneself", "leaving.announce_for", hidden=True),
    **_routes(
        "change or take back that a theme lead leaves", "leaving.change, leaving.withdraw", hidden=True
    ),
    **_routes(
        "see what somebody who leaves carries", "leaving.departure, leaving.ask_for_everything", hidden=True
    ),
    **_routes("ask somebody to take a board over", "leaving.ask_for", hidden=True),
    **_routes("answer whether one takes something over", "leaving.accept, leaving.decline", hidden=True),
    **_routes("stop asking somebody to take an initiative over", "leaving.take_back_question", hidden=True),
    **_routes("see the inbox of one's organisation", "leaving.inbox"),
    **_routes("take something out of the inbox oneself", "leaving.take"),
    **_routes("ask a colleague to take something out of the inbox", "leaving.assign"),
    **_routes("see what nobody carries", "leaving.unowned"),
    **_routes("look for somebody to carry an aspect", "leaving.look_for"),
    **_routes(
        "run “what falls if…”, keep the question",
        "what_falls.index, what_falls.table, what_falls.save, what_falls.show",
    ),
    **_routes("remove a question that was kept", "what_falls.remove"),
    **_routes(
        "manage a board and its working group",
        "boards.manage, boards.edit, boards.partners, boards.add_member, boards.theme_lead,"
        "boards.end_member, invitations.to_board",
    ),
    **_routes(
        "manage programme, phases and partners",
        "boards.new, programmes.manage, programmes.edit, programmes.openness, programmes.new_phase,"
        "programmes.edit_phase, programmes.remove_phase, programmes.partners, programmes.add_partner,"
        "programmes.end_partner, programmes.withdraw_request, programmes.new_stream, programmes.edit_stream",
    ),
    **_routes("see where the money comes from, and what rests on it", "programmes.streams"),
    **_routes(
        "manage means and team",
        "programmes.team, programmes.new_means, programmes.edit_means, programmes.remove_means,"
        "programmes.end_team_member,"
        "invitations.to_team",
    ),
    **_routes(
        "manage an organisation and its members",
        "organisations.edit, organisations.member, organisations.end_membership,"
        "invitations.to_organisation, invitations.withdraw",
    ),
    **_routes("say that one's organisation takes part", "programmes.answer_request"),
    **_routes("add an organisation", "organisations.new"),
    **_routes("start a programme", "programmes.new"),
    **_routes("find the places of one's programmes", "areas.index"),
    **_routes("manage places", "areas.show, areas.new, areas.edit"),
    **_routes("see an invitation by its link", "invitations.show"),
    **_routes("answer an invitation of one's own", "invitations.mine, invitations.answer", hidden=True),
    **_routes("read the outbox of a demonstration", "mail.outbox", hidden=True),
    **{
        endpoint: route
        for act, endpoints, hidden in (*TOGETHER, *LEARNING, *TRUST)
        for endpoint, route in _routes(act, endpoints, hidden=hidden).items()
    },
}
