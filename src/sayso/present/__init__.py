"""Wording for readers, wherever they read.

Words for codes, changes in a line, as feeds and as marked text, hostile text made harmless.

It is a package of its own because the command line and the site both need it, and the command line does not need Datasette.
"""
