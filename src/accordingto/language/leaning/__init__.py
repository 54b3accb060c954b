"""Which narration goes on with an account, and with whose."""
