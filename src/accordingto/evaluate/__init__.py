"""Measures how right the tool is, against texts whose attributions people have marked.

Each module holds one measure: a reader of the gold form, pure functions that score records, and
``run``, which applies the tool to a corpus and returns the figures as a table.
"""
