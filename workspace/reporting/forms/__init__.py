"""The forms of reports and plans."""
