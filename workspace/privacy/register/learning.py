"""Learning: moments, quotes and pictures with consent, what is shared, red threads and learning histories."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import LEARNING
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import (
    BLANKED,
    BLANKED_IF_OWN,
    FILE_GOES_IF_WISHED,
    GOES_IF_WISHED,
    STAYS,
    Erasing,
    Finds,
    Seen,
    Treatment,
    plain_table,
)

# What was adopted stays as it was adopted, until whoever said it wants it gone.
BLANKED_ON_WISH = Treatment(Erasing.BLANKED, Erasing.BLANKED, Erasing.STAYS)
KEY = Treatment(Erasing.STAYS, Erasing.BLANKED, Erasing.STAYS)
HIDDEN = "hidden_at hidden_words hidden_as hidden_for"
NAME_OF_ANOTHER = Treatment(Erasing.REPLACED, Erasing.REPLACED, Erasing.REPLACED)

TABLES = (
    table(
        "learning_moment",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"author_id": STAYS},
        names="said_by",
        words="what said_as",
        facts="is_role_only role organisation_id caught_at edited_at published_at withdrawn_at "
        f"published_before {HIDDEN}",
        plain="id programme_id board_id initiative_id meeting_id kind happened_on openness version",
        # The name is that of who is quoted, who is not always who wrote it down: see quote_consent.
        treated={"said_by": NAME_OF_ANOTHER, "said_as": BLANKED_IF_OWN, "what": BLANKED_IF_OWN},
    ),
    table(
        "quote_consent",
        purpose=LEARNING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"user_id": STAYS, "email": BLANKED},
        did={"entered_by_id": "paper_on"},
        finds={"email": Finds.ADDRESS},
        words="shown_text",
        names="shown_as",
        private="wish",
        facts="shown_to asked_at answer answered_at paper_on withdrawn_at",
        secrets="key_hash",
        plain="moment_id version",
        # With the key in the mail they take their words back, as long as these are shown.
        treated={"shown_as": NAME_OF_ANOTHER, "key_hash": KEY},
        seen_by={"email": Seen.NOBODY},
    ),
    table(
        "moment_picture",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"moment_id": GOES_IF_WISHED},
        finds={"moment_id": Finds.PARENT},
        files="file_name",
        words="alt",
        facts="is_agreed",
        plain="width height",
    ),
    table(
        "testimony",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"moment_id": STAYS},
        finds={"moment_id": Finds.PARENT},
        names="said_by",
        words="text",
        files="file_name",
        facts="withdrawn_at",
        secrets="salt",
        plain="id digest",
        # The digest stays, so that what was adopted can be checked; salt and contents go (AVG, article 17).
        treated={"said_by": BLANKED_ON_WISH, "salt": BLANKED_ON_WISH, "file_name": FILE_GOES_IF_WISHED},
    ),
    table(
        "obstacle_share",
        purpose=LEARNING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"shared_by_id": STAYS},
        did={"name_answered_by_id": "name_answered_at"},
        words="text",
        facts=f"shared_at name_answered_at {HIDDEN}",
        plain="moment_id handle theme municipality_id name_asked_at name_agreed version",
        treated={"text": STAYS},  # written for readers elsewhere, without names
    ),
    table(
        "reflection",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"author_id": STAYS},
        words="body",
        rendered="body_html",
        facts=f"role organisation_id written_at edited_at withdrawn_at {HIDDEN}",
        plain="id moment_id openness version",
    ),
    table(
        "red_thread",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        words="title sentence",
        facts="made_at removed_at",
        plain="id programme_id openness version",
        treated={"title": STAYS, "sentence": STAYS},  # what the programme learned
    ),
    table(
        "thread_moment",
        purpose=LEARNING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"added_by_id": STAYS},
        facts="added_at",
        plain="thread_id moment_id",
    ),
    table(
        "declined_pair",
        purpose=LEARNING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"declined_by_id": STAYS},
        facts="declined_at",
        plain="first_id second_id",
    ),
    table(
        "declined_suggestion",
        purpose=LEARNING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"declined_by_id": STAYS},
        facts="declined_at",
        plain="thread_id moment_id",
    ),
    table(
        "learning_history",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        words="title introduction",
        facts="made_at published_at changed_at",
        plain="id programme_id phase_id openness version",
        treated={"title": STAYS, "introduction": STAYS},  # the story of the programme
    ),
    plain_table("history_chapter", "id history_id position title story version"),
    plain_table("chapter_moment", "history_id moment_id chapter_id position"),
    plain_table("closing_question", "id history_id position text moment_id version"),
    table(
        "starting_point",
        purpose=LEARNING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"taken_over_by_id": STAYS},
        facts="taken_over_at",
        plain="phase_id question_id",
    ),
)
