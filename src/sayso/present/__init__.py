"""Wording for readers, wherever they read.

Labels for codes, one-line summaries of changes, feeds, highlighted text, escaping of hostile text.

It is a package of its own because the command line and the site both need it, and the command line does not need Datasette.
"""
