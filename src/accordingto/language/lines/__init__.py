"""What kind of line a sentence is: the article, or what surrounds it."""
