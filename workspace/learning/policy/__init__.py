"""Who may do what with a moment, pure (domain/roles.md)."""

from workspace.learning.policy.moments import may_catch_moment as may_catch_moment
from workspace.learning.policy.moments import may_edit_moment as may_edit_moment
from workspace.learning.policy.moments import may_see_all as may_see_all
from workspace.learning.policy.moments import may_withdraw_moment as may_withdraw_moment
from workspace.learning.policy.moments import steers_moment as steers_moment
from workspace.learning.policy.reflecting import may_reflect as may_reflect
