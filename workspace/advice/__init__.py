"""What advisory bodies say, and what the programme did with it (N30)."""
