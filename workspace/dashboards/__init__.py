"""Reader: how borging stands against the means that phase out, per board, programme and province."""
