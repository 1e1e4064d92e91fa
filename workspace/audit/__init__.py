"""Who changed which right, role or door: a trail that shows when somebody tampered with it."""
