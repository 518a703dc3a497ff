"""Bytes to text with positions, quote anchors, and the store of captures by hash."""
