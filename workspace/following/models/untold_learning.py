"""Which events of learning and accounting are told to nobody, with the reason."""

UNTOLD_OF_LEARNING = frozenset(
    {
        # a story that is still being written is known to who writes it; what changed later stands with it
        "chapter_added",
        "chapter_edited",
        "chapter_removed",
        "closing_asked",
        "closing_edited",
        "closing_removed",
        "history_arranged",
        "history_edited",
        "history_made",
        "history_unpublished",
        # the page of the programme says with which questions a phase begins
        "starting_point_dropped",
        "starting_point_taken",
        # a pattern through what was told already
        "thread_edited",
        "thread_made",
        "thread_moment_put_on",
        "thread_moment_taken_off",
        "thread_removed",
    }
)
