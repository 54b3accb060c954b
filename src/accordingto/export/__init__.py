"""An annotation in other shapes: a module a format, each with one ``render``."""
