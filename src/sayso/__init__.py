"""sayso reads news articles each time they are updated and keeps what they claim, on whose word, and what changed since.

>>> from sayso import Document, parse
>>> [claim.quantity.value for claim in parse(Document("Some 1,200 people were killed.")).claims if claim.quantity]
[1200.0]
"""

from sayso.errors import SaysoError
from sayso.grammar import parse
from sayso.matching import compare, trace
from sayso.model import Claim, Document, Link, Reading

__all__ = ["Claim", "Document", "Link", "Reading", "SaysoError", "compare", "parse", "trace"]
