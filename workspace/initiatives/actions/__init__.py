"""What people do with initiatives."""

from workspace.initiatives.actions.closing import end_initiative
from workspace.initiatives.actions.moving import move_initiative
from workspace.initiatives.actions.posting import post_initiative, publish_initiative
from workspace.initiatives.actions.touching import touch

__all__ = ["end_initiative", "move_initiative", "post_initiative", "publish_initiative", "touch"]
