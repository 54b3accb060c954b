"""The report: an annotation as one HTML file, from words and places (``view``) to the page."""
