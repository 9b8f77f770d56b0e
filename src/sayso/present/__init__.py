"""How things are put to people, wherever they read it.

Words for codes, changes in a line, as feeds and as marked text, hostile text made harmless.

A room of its own because the command line and the site both need it, and the command line has no use for Datasette.
"""
