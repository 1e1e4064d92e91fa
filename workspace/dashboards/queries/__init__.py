"""How borging stands, in typed rows; a few statements for any number of initiatives."""
