"""The audit of a corpus: what its tables say of its sourcing, as one page and as tables."""
