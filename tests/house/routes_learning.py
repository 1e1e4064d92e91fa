"""The routes of learning and accounting: an act of `rights.ACTS`, its endpoints, whether it hides (404)."""

MAKE_HISTORY = "make a learning history, arrange it, take its questions over"

FILE = "see how far a file is, and fetch it"

LEARNING: tuple[tuple[str, str, bool], ...] = (
    ("see what is public", "histories.index, histories.show", False),
    (MAKE_HISTORY, "histories.new, histories.edit, histories.save, histories.changes", False),
    (MAKE_HISTORY, "histories.new_chapter, histories.edit_chapter", False),
    (MAKE_HISTORY, "histories.save_chapter, histories.remove_chapter", False),
    (MAKE_HISTORY, "histories.arrange, histories.move", False),
    (MAKE_HISTORY, "histories.questions, histories.ask, histories.order", False),
    (MAKE_HISTORY, "histories.edit_question, histories.save_question, histories.remove_question", False),
    (MAKE_HISTORY, "histories.take_over, histories.drop", False),
    ("publish a learning history", "histories.publish", False),
    ("see what is public", "learning.show, learning.index, learning.picture", False),
    (
        "fill in a learning moment, also before signing in",
        "learning.catch_at_initiative, learning.catch_at_board, learning.catch_at_programme",
        False,
    ),
    (
        "catch a learning moment",
        "learning.post_at_initiative, learning.post_at_board, learning.post_at_programme",
        False,
    ),
    (
        "catch a learning moment at a meeting",
        "learning.catch_at_meeting, learning.post_at_meeting",
        False,
    ),
    (
        "change a learning moment, take it back",
        "learning.edit, learning.save, learning.withdrawal, learning.withdraw",
        False,
    ),
    ("see what is public", "threads.index, threads.show", False),
    (
        "make red threads, and say which moments belong on them",
        "threads.new, threads.make, threads.edit, threads.save, threads.remove, threads.choose,"
        "threads.put_on, threads.take_off, threads.decline, threads.decline_together,"
        "threads.put_from_moment",
        False,
    ),
    ("see what is public", "reporting.reports, reporting.report, reporting.figures", False),
    ("see what is public", "reporting.check, reporting.frozen", False),
    ("make a report, refresh its facts, send it round", "reporting.new, reporting.make", False),
    (
        "make a report, refresh its facts, send it round",
        "reporting.refresh, reporting.facts_of_report, reporting.save_facts_of_report, reporting.ask_round,"
        "reporting.start_round, reporting.new_version",
        False,
    ),
    (
        "write a section of a report, or why a theme has nothing to tell",
        "reporting.edit, reporting.save, reporting.choose, reporting.nothing, reporting.say_nothing",
        False,
    ),
    (
        "read what others say of a section of a report, say something of it",
        "reporting.remarks, reporting.remark",
        False,
    ),
    (
        "say what was done with what others said of a report",
        "reporting.remark_answer, reporting.answer_remark",
        False,
    ),
    (
        "say what a plan wants on a theme, and for how much",
        "reporting.budget, reporting.add_plan_line, reporting.edit_plan_line, reporting.save_plan_line,"
        "reporting.remove_plan_line",
        False,
    ),
    ("adopt a report as final", "reporting.adoption, reporting.adopt", False),
    ("take along as a file what one may read", "renditions.choose_history, renditions.ask_history", False),
    ("take along as a file what one may read", "renditions.choose_report, renditions.ask_report", False),
    (FILE, "renditions.show, renditions.fetch, renditions.download", True),
    (FILE, "renditions.again, renditions.remove", True),
    ("ask the person quoted", "learning.quote_asking, learning.ask_quote", False),
    ("ask the person quoted", "learning.ask_quote_again, learning.take_over_quote_wish", False),
    (
        "answer for one's own words by the key in a letter, or take them back",
        "learning.quote_by_key, learning.answer_quote_by_key, learning.withdraw_quote_by_key",
        False,
    ),
    (
        "answer for one's own words by account, or take them back",
        "learning.my_quote, learning.answer_my_quote, learning.withdraw_my_quote",
        True,
    ),
    (
        "let words or a picture go for somebody who no longer agrees",
        "learning.consent_gone, learning.let_consent_go",
        False,
    ),
    ("see what is public", "learning.reflections", False),
    ("say what one makes of a learning moment", "learning.reflect", False),
    ("change one's own reflection", "learning.edit_reflection, learning.save_reflection", False),
    ("take back one's own reflection, or another's", "learning.withdraw_reflection", False),
    (
        "share an obstacle with other programmes, and stop",
        "learning.sharing, learning.share, learning.stop_sharing",
        False,
    ),
    (
        "say whether one's municipality is named with an obstacle",
        "learning.naming, learning.answer_naming",
        True,
    ),
    ("see the obstacles of all programmes", "learning.obstacles", False),
    (
        "say that something is wrong with the obstacle of a programme",
        "moderation.report_obstacle, moderation.send_obstacle_report",
        False,
    ),
)
