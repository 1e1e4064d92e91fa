"""The facts of a period, and the reports drawn from them."""
