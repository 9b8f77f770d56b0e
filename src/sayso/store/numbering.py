"""How rows are numbered: articles as they come, everything derived from an article inside it.

Claim 7 of article 12 is 1200007, its versions and changes likewise. Such numbers depend on the facts alone, sit beside each other on disk,
stay below 2**53 (JavaScript), and can be read by eye. Text ids (a hash of the URL) would number articles alike whatever the order of
arrival, but cost three times the space of an integer in every row and index.
"""

from __future__ import annotations

#: How many claims (or versions, or changes) one article may have.
PER_ARTICLE = 100_000
