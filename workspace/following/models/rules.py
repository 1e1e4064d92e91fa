"""Which events tell whom: pure rules, no database. A test asks that every verb is in one of the two lists."""

from datetime import timedelta

from workspace.following.models.addressing import Addressed, Tells
from workspace.following.models.tables import Why
from workspace.following.models.untold_learning import UNTOLD_OF_LEARNING

# What happened longer ago than this when its turn comes, nobody is told any more: a worker that stood still
# for a weekend catches up; what is brought in from elsewhere, or told of a demonstration, floods nobody.
FRESH = timedelta(days=3)
KEPT = timedelta(days=90)  # that a notice stays

CARRIERS = frozenset({Why.OWN})
# Who takes part follows the talk; who only supports it hears what becomes of it.
INVOLVED = CARRIERS | {Why.JOINED, Why.COMMENTED, Why.INITIATIVE}
EVERYBODY = INVOLVED | {Why.SUPPORTED}
AROUND = frozenset({Why.BOARD, Why.ORGANISATION})
FAR = AROUND | {Why.PROGRAMME}

TELLS: dict[str, Tells] = {
    "initiative_posted": Tells(FAR),
    "initiative_shown": Tells(AROUND),
    "initiative_edited": Tells(INVOLVED),
    "initiative_moved": Tells(EVERYBODY | AROUND),
    "started_anyway": Tells(INVOLVED),
    "advice_given": Tells(INVOLVED | AROUND),
    "advice_answered": Tells(INVOLVED | AROUND, Addressed.SUBJECT),
    "frameworks_set": Tells(INVOLVED),
    "frameworks_changed": Tells(EVERYBODY, Addressed.JOINED),
    "initiative_ended": Tells(EVERYBODY | FAR),
    "initiative_news": Tells(EVERYBODY | AROUND),
    "initiative_supported": Tells(CARRIERS),
    "initiative_joined": Tells(CARRIERS),
    "comment_posted": Tells(INVOLVED, Addressed.AUTHOR_OF_PARENT),
    "partner_comment_posted": Tells(INVOLVED, Addressed.AUTHOR_OF_PARENT, insiders_only=True),
    "report_made": Tells(addressed=Addressed.MODERATORS, insiders_only=True),
    "report_handled": Tells(addressed=Addressed.REPORTERS),
    "author_told": Tells(addressed=Addressed.WARNED),
    "contribution_claimed": Tells(CARRIERS),
    "result_added": Tells(EVERYBODY | AROUND),
    "aspect_changed": Tells(INVOLVED),
    "aspect_confirmed": Tells(CARRIERS),
    "carry_confirmed": Tells(CARRIERS),
    "scan_opened": Tells(INVOLVED),
    "scan_closed": Tells(INVOLVED),
    "scan_step_set": Tells(CARRIERS, Addressed.STEP_HOLDER),
    "scan_step_done": Tells(CARRIERS),
    "handover_offered": Tells(CARRIERS, Addressed.RECEIVER),
    "handover_changes_asked": Tells(CARRIERS),
    "handover_accepted": Tells(EVERYBODY | FAR),
    "handover_declined": Tells(CARRIERS),
    "handover_withdrawn": Tells(CARRIERS, Addressed.RECEIVER),
    "trial_proposed": Tells(CARRIERS),
    "trial_agreed": Tells(CARRIERS),
    "trial_called_off": Tells(CARRIERS),
    "meeting_decided": Tells(INVOLVED),
    "question_asked": Tells(addressed=Addressed.ASKED),
    "question_given": Tells(addressed=Addressed.QUESTION_OWNER),
    "question_sent_on": Tells(addressed=Addressed.QUESTION_SIDES),
    "question_takes_longer": Tells(addressed=Addressed.QUESTION_ASKER),
    "question_answered": Tells(INVOLVED, Addressed.QUESTION_ASKER),
    "partner_question_answered": Tells(INVOLVED, Addressed.QUESTION_ASKER, insiders_only=True),
    "task_added": Tells(addressed=Addressed.TASK_HOLDER),
    "task_changed": Tells(addressed=Addressed.TASK_HOLDER),
    "task_done": Tells(CARRIERS),
    "input_said": Tells(CARRIERS),
    "moment_caught": Tells(INVOLVED | AROUND),
    "partner_moment_caught": Tells(INVOLVED | AROUND, insiders_only=True),
    "person_left": Tells(addressed=Addressed.TEAM),
    "quote_asked": Tells(addressed=Addressed.SUBJECT),
    "quote_answered": Tells(addressed=Addressed.SUBJECT),
    "reflection_written": Tells(INVOLVED),
    "partner_reflection_written": Tells(INVOLVED, insiders_only=True),
    "transfer.accepted": Tells(addressed=Addressed.ASKER),
    "transfer.declined": Tells(addressed=Addressed.ASKER),
    "programme_report_out": Tells(addressed=Addressed.INSIDERS, insiders_only=True),
    "programme_report_answered": Tells(addressed=Addressed.SUBJECT, insiders_only=True),
    "programme_report_adopted": Tells(frozenset({Why.PROGRAMME})),
    "board.added": Tells(frozenset({Why.PROGRAMME})),
    "theme_lead.named": Tells(frozenset({Why.BOARD}), Addressed.SUBJECT),
    "board_member.added": Tells(addressed=Addressed.SUBJECT),
    "partner.began": Tells(frozenset({Why.PROGRAMME, Why.ORGANISATION})),
    "history_published": Tells(frozenset({Why.PROGRAMME})),
    "partner_history_published": Tells(frozenset({Why.PROGRAMME}), insiders_only=True),
}

INSIDERS_ONLY = frozenset(verb for verb, tells in TELLS.items() if tells.insiders_only)
# Who did it is known to the coordinator alone, on the page of who joined; of support and reports to nobody.
NAMELESS = frozenset(
    {
        "initiative_supported",
        "initiative_joined",
        "report_made",
        "report_handled",
        "author_told",
        "quote_answered",
        "person_left",
    }
)

# About a comment, whose number the event carries as its subject.
OF_COMMENTS = frozenset({"comment_posted", "partner_comment_posted"})
OF_TASKS = frozenset({"task_added", "task_changed", "task_done"})
# About a learning history, whose number the event carries as its subject.
OF_HISTORIES = frozenset({"history_published", "partner_history_published"})
# About a report of a programme, whose number is in the details.
OF_REPORTS = frozenset(verb for verb in TELLS if verb.startswith("programme_report_"))
# About a question, whose number the event carries as its subject.
OF_QUESTIONS = frozenset(verb for verb in TELLS if "question_" in verb)
# Where on its page, or under it, one sees what happened to an initiative.
PLACES = {
    "initiative_news": "#nieuws",
    "initiative_joined": "#meedoen",
    "initiative_supported": "#steun",
    "initiative_edited": "#geschiedenis",
    "meeting_decided": "#geschiedenis",
    "frameworks_set": "#kaders",
    "frameworks_changed": "#kaders",
    "aspect_changed": "#borging",
    "aspect_confirmed": "#borging",
    "carry_confirmed": "#borging",
    "input_said": "#partners",
    "result_added": "#resultaten",
    "moment_caught": "#leermomenten",
    "partner_moment_caught": "#leermomenten",
    "reflection_written": "#leermomenten",
    "partner_reflection_written": "#leermomenten",
}

# Told to nobody, with the reason. What asks something of somebody stands on their own page all the same.
UNTOLD = UNTOLD_OF_LEARNING | frozenset(
    {
        # of one's own account, or kept for who keeps the installation
        "made_account",
        "made_administrator",
        "account_anonymised",
        "erasure_asked",
        "erasure_taken_back",
        "changed_password",
        "changed_address",
        "changed_name",
        "changed_mail",
        "confirmed_address",
        "ended_sessions",
        "linked_outside",
        "unlinked_outside",
        # these come with a letter of their own
        "invitation.sent",
        "invitation.declined",
        "invitation.withdrawn",
        "partner.asked",
        "partner.request_withdrawn",
        "partner.declined",
        # the order of a programme, a board or an organisation: there to see, no news
        "area.added",
        "area.renamed",
        "board.edited",
        "board.partners_chosen",
        "board_member.ended",
        "board_member.resumed",
        "theme_lead.ended",
        "theme_lead.resumed",
        "programme.started",
        "programme.edited",
        "programme.published",
        "programme.closed",
        "partner.ended",
        "phase.added",
        "phase.edited",
        "phase.removed",
        "means.set",
        "means.removed",
        "funding_stream.added",
        "funding_stream.edited",
        "team_member.began",
        "team_member.ended",
        "team_member.resumed",
        "organisation.added",
        "organisation.edited",
        "organisation.classified",
        "membership.began",
        "membership.changed",
        "membership.ended",
        "membership.resumed",
        "representative.named",
        "representative.ended",
        "round_imported",
        # drafts are known to their makers only, who made the change
        "initiative_drafted",
        "initiative_draft_edited",
        "initiative_hidden",
        # the page says what is clear and what is not
        "start_check_answered",
        # who is invited gets a letter with a calendar file, and reads it on Mijn werkplek
        "meeting_agenda_changed",
        "meeting_answered",
        "meeting_cancelled",
        "meeting_changed",
        "meeting_held",
        "meeting_minutes_changed",
        "meeting_moved",
        "meeting_opened",
        "meeting_planned",
        "calendar_key_made",
        "calendar_key_revoked",
        # the list of reports says how each stands, and the report what still waits
        "programme_report_changed",
        "programme_report_edited",
        "programme_report_made",
        "programme_report_nothing_told",
        "programme_report_out_longer",
        "programme_report_planned",
        "programme_report_refreshed",
        "programme_report_remarked",
        # the question says who sees to it
        "question_taken_up",
        # the list says what was taken off it, or is to be done after all
        "task_removed",
        "task_reopened",
        # a wish taken back, a word mended, what somebody thinks: nobody waits for it
        "initiative_left",
        "initiative_support_withdrawn",
        "comment_edited",
        "news_reaction",
        "news_reaction_withdrawn",
        "result_corrected",
        "result_withdrawn",
        # a quote waits for a yes: who is quoted gets a letter
        "quote_caught",
        "moment_edited",
        "moment_withdrawn",
        # nobody is told that somebody no longer agrees, except who caught it
        "consent_taken_back",
        "quote_unpublished",
        "reflection_edited",
        "reflection_withdrawn",
        # asked on Mijn werkplek of who may answer for the municipality
        "obstacle_shared",
        "obstacle_share_changed",
        "obstacle_unshared",
        "obstacle_name_answered",
        # of what moderators do its author is told by author_told, and who reported it by report_handled
        "comment_removed",
        "comment_restored",
        "initiative_put_back",
        "initiative_taken_down",
        "links_shown",
        "moment_hidden",
        "moment_shown",
        "news_hidden",
        "news_shown",
        "report_repeated",
        "stance_marked",
        "scan_answered",
        "scan_answer_changed",
        "advice_edited",
        "evidence_withdrawn",
        "what_falls_saved",
        "what_falls_removed",
        # leaving has an inbox, a page and letters of its own
        "aspect_passed",
        "meeting_passed",
        "handover_followed",
        "scan_step_passed",
        "team_rights_given",
        "team_rights_ended",
        "transfer.asked",
        "transfer.assigned",
        "transfer.withdrawn",
        "departure.announced",
        "departure.changed",
        "departure.withdrawn",
    }
)
