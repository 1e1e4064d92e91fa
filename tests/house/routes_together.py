"""The routes of working together: an act of `rights.ACTS`, its endpoints, and whether it hides (404)."""

TOGETHER: tuple[tuple[str, str, bool], ...] = (
    ("see what is public", "initiatives.start_check", False),
    ("see what is public", "advice.of_initiative, advice.of_board", False),
    ("give advice for an advisory body", "advice.give_on_initiative, advice.give_on_board", False),
    ("give advice for an advisory body", "advice.edit, advice.save", False),
    ("say what was done with an advice", "advice.response, advice.respond", False),
    (
        "see what is public",
        "following.programme_feed, following.board_feed, following.initiative_feed",
        False,
    ),
    ("see what is public", "initiatives.frameworks", False),
    ("edit an initiative", "initiatives.save_frameworks", False),
    ("say what is clear before the start", "initiatives.fill_start_check", False),
    ("say what is clear before the start", "initiatives.save_start_check", False),
    ("say first that something is wrong, sign in after", "moderation.report", False),
    ("say that something is wrong", "moderation.send_report", False),
    (
        "moderate what was reported",
        "moderation.programme_queue, moderation.judge_in_programme, moderation.board_queue,"
        "moderation.judge_on_board",
        False,
    ),
    ("decide about one thing that was reported", "moderation.case, moderation.judge_case", True),
    ("say that one read a word of moderators", "moderation.read_word", True),
    ("mind one's own account", "digests.choose, following.mine, following.news, following.seen", False),
    (
        "follow something, and stop",
        "following.initiative, following.follow_initiative, following.stop_initiative,"
        "following.board, following.follow_board, following.stop_board,"
        "following.programme, following.follow_programme, following.stop_programme,"
        "following.organisation, following.follow_organisation, following.stop_organisation",
        False,
    ),
    (
        "stop mail, or choose less, by the key in a message",
        "digests.stopping, digests.stop, digests.change",
        False,
    ),
    ("see meetings, take them along", "meetings.index, meetings.show, meetings.download", False),
    ("say whether one comes to a meeting", "meetings.answer", False),
    (
        "plan a meeting of a board, make its agenda, write it down",
        "meetings.new, meetings.plan, meetings.edit, meetings.save, meetings.cancelling, meetings.cancel,"
        "meetings.add, meetings.move_up, meetings.move_down, meetings.remove, meetings.add_follow_up,"
        "meetings.write, meetings.keep",
        False,
    ),
    ("have a calendar on one's phone", "meetings.calendar, meetings.new_key, meetings.no_key", False),
    ("follow a calendar by its secret address", "meetings.feed, meetings.board_feed", False),
    ("see the tasks of an initiative", "tasks.index", False),
    (
        "add a task to an initiative, change it",
        "tasks.add, tasks.edit, tasks.save, tasks.remove",
        False,
    ),
    ("tick off a task", "tasks.finish, tasks.reopen", False),
    ("see the tasks of a board", "tasks.of_board", False),
    ("add a task to a board", "tasks.add_to_board", False),
    # Who puts in what, results, reactions.
    ("edit an initiative", "initiatives.let_take_part, initiatives.end_taking_part", False),
    ("see what is public", "results.index, results.csv", False),
    ("tell news of an initiative", "results.add, results.edit, results.save, results.withdraw", False),
    ("react to news", "results.send", False),
    ("see what partners put in", "initiatives.inputs", False),
    ("see what partners put in, of a whole board", "initiatives.board_inputs", False),
    (
        "say what one's organisation puts in, or write down its part",
        "initiatives.input_form, initiatives.save_input",
        False,
    ),
    ("see what is public", "answers.show, answers.on_board, answers.of_organisation", False),
    ("see to a question that one's organisation was asked", "answers.take_up", False),
    ("ask a colleague to see to a question", "answers.give", False),
    (
        "answer a question officially, ask more time once, send it on",
        "answers.answer, answers.more_time, answers.send_on",
        False,
    ),
    ("see what is public", "on_behalf.paper_form", False),
    (
        "enter what somebody said who does not come online",
        "on_behalf.new_idea, on_behalf.add_idea, on_behalf.new_contribution, on_behalf.add_contribution",
        False,
    ),
    ("see for whom one entered something", "on_behalf.people", False),
    (
        "mind the paper of somebody for whom one entered something",
        "on_behalf.person, on_behalf.new_code, on_behalf.take_back_one",
        True,
    ),
    ("type a code on paper, also before signing in", "on_behalf.code, on_behalf.type_code", False),
    ("claim with a code on paper", "on_behalf.claiming, on_behalf.confirm", False),
)
