"""Asking people by e-mail to take a role, and their answer."""
