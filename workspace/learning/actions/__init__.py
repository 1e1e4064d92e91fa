"""What people do with a moment: catch it, ask who is quoted, reflect on it, share it."""

from workspace.learning.actions.moments import catch_moment as catch_moment
from workspace.learning.actions.moments import edit_moment as edit_moment
from workspace.learning.actions.moments import withdraw_moment as withdraw_moment
