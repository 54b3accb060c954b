"""Two drafts of an article: which sentences are the same, and what became of the sourcing."""
