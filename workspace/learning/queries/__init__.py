"""Reading moments, what people make of them, and what became of consent."""

from workspace.learning.queries.reflections import ReflectionRow as ReflectionRow
from workspace.learning.queries.reflections import list_reflections as list_reflections
from workspace.learning.queries.rows import MomentRow as MomentRow
from workspace.learning.queries.rows import read_moment as read_moment
from workspace.learning.queries.sight import get_moment as get_moment
from workspace.learning.queries.sight import shown_moments as shown_moments
from workspace.learning.queries.sight import visible_moments as visible_moments
