"""Reading a theme of the NL Design System, and how well its colours can be told apart."""
