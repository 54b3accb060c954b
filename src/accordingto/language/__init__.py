"""From an article to its annotation: the only place that imports spaCy."""
