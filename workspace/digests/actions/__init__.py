"""Choosing about mail, and putting in a message what waits for somebody."""

from workspace.digests.actions.choosing import change_choice, choose_mail, stop_mail

__all__ = ["change_choice", "choose_mail", "stop_mail"]
