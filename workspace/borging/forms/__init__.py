"""What people fill in about borging."""

from workspace.borging.forms.aspects import AspectForm, ConfirmForm
from workspace.borging.forms.evidence import WithdrawForm
from workspace.borging.forms.handovers import AnswerForm, OfferForm, TokenForm

__all__ = ["AnswerForm", "AspectForm", "ConfirmForm", "OfferForm", "TokenForm", "WithdrawForm"]
