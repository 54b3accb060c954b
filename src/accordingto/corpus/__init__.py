"""Many articles: annotated by several processes or by a cluster, and kept as tables."""
