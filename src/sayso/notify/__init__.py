"""Delivery of changes: Atom file, webhook, mail."""
