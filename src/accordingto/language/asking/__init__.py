"""Which narration an editor would query, and why."""
