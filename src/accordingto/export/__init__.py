"""What others read: one module per family of formats, each from a finished annotation or graph."""
