"""Wording for readers of the site, the terminal, feeds and messages.

Labels for codes, one-line summaries of changes, feeds, highlighted text, escaping of hostile text.

It is a separate package because both the command line and the site need it, and the command line does not need Datasette.
"""
