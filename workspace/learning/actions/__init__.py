"""What people do with a moment: catch it, ask who is quoted, reflect on it, share it."""

from workspace.learning.actions.consent import ask_quoted_person as ask_quoted_person
from workspace.learning.actions.moments import catch_moment as catch_moment
from workspace.learning.actions.moments import catch_quote as catch_quote
from workspace.learning.actions.moments import edit_moment as edit_moment
from workspace.learning.actions.moments import withdraw_moment as withdraw_moment
from workspace.learning.actions.withdrawing import empty_testimonies as empty_testimonies
