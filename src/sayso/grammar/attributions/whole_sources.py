"""Corrects the readings that the models chose by the words around them: incomplete sources, names and set phrases taken for cues.

The models see the class of a word; these rules see its place. A word after an article is no verb ("according to the release"), nor is
one before another verb ("a Lantern review found"); a document has its publisher with it ("data released Friday by the ministry").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.grammar.attributions.contents import Start
from sayso.grammar.attributions.cue_candidates import CueCandidate
