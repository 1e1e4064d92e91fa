"""How independent an initiative is of the programme team, and the trial without its lead (SoloTrial)."""
