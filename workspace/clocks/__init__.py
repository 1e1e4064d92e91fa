"""How long a question has been waiting, and with whom (N13)."""
