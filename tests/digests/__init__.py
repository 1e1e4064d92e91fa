"""Mail about what somebody follows."""
