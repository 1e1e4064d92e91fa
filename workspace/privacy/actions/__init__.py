"""What is done with personal data when somebody asks for it, or when its time is over."""

from workspace.privacy.actions.anonymise import FORMER_NAME, anonymise

__all__ = ["FORMER_NAME", "anonymise"]
