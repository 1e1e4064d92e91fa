"""Personal data: what is kept and why, seeing one's own, having it erased, and what is kept too long."""
