"""What falls if somebody or something goes away (N20)."""
