"""Whom a source phrase means: every name, description and pronoun finds its entity."""
