"""An editor's decisions on an annotation: their record, their places, what they change."""
