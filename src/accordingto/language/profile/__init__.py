"""What a source is: its type, title, organization, and why it is in the story."""
