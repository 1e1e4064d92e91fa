"""What a worker enters for somebody who does not come online (N14)."""
