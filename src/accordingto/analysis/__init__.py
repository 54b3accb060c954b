"""What an annotation says as a whole: the graph of who asserts what, and its measures."""
