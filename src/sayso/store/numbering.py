"""How rows are numbered: articles in the order of arrival, everything derived from an article by its article's number.

Claim 7 of article 12 is 1200007, its versions and changes likewise. Such numbers depend on the facts alone, are next to each other on disk,
stay below 2**53 (JavaScript), and can be read by eye. Text ids (a hash of the URL) would not depend on the order of
arrival, but take three times the space of an integer in every row and index.
"""

from __future__ import annotations

#: How many claims (or versions, or changes) one article may have.
PER_ARTICLE = 100_000
