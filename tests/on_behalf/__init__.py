"""What is entered for somebody who does not come online."""
