"""What people do with initiatives."""

from workspace.initiatives.actions.closing import end_initiative
from workspace.initiatives.actions.editing import edit_initiative
from workspace.initiatives.actions.frameworks import change_frameworks
from workspace.initiatives.actions.hiding import (
    hide_initiative,
    hide_update,
    show_initiative,
    show_links_in_news,
    show_update,
)
from workspace.initiatives.actions.inputs import Input, add_partner, remove_partner, say_input, say_part
from workspace.initiatives.actions.looking import ask_for_look, note_look, open_case_about
from workspace.initiatives.actions.moving import NotClearYet, move_initiative
from workspace.initiatives.actions.news import post_update
from workspace.initiatives.actions.posting import post_initiative, publish_initiative
from workspace.initiatives.actions.starting import Opinion, answer_start_check
from workspace.initiatives.actions.taking_part import (
    join_initiative,
    leave_initiative,
    support_initiative,
    withdraw_support,
)
from workspace.initiatives.actions.touching import touch

__all__ = [
    "Input",
    "NotClearYet",
    "Opinion",
    "add_partner",
    "answer_start_check",
    "ask_for_look",
    "change_frameworks",
    "edit_initiative",
    "end_initiative",
    "hide_initiative",
    "hide_update",
    "join_initiative",
    "leave_initiative",
    "move_initiative",
    "note_look",
    "open_case_about",
    "post_initiative",
    "post_update",
    "publish_initiative",
    "remove_partner",
    "say_input",
    "say_part",
    "show_initiative",
    "show_links_in_news",
    "show_update",
    "support_initiative",
    "touch",
    "withdraw_support",
]
