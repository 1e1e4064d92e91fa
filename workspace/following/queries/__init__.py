"""Who follows what, whom an event is for, and what somebody was told."""
