"""A review in the browser while its draft is edited: served on this machine, to this machine alone.

The room needs the ``review`` extra, and no model: how a draft is read and annotated is handed in.
"""
