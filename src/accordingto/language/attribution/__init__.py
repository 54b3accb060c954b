"""From what the tagger marked to who asserts what, and to the label of every sentence."""
