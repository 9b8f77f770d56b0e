"""Learns the weights of the attribution reader from PolNeAR's training articles and writes `weights.txt` into the package.

    python benchmarks/train_cues.py ../shared/data/polnear/train [--out FILE] [--words] [--certainty]
    python benchmarks/train_cues.py --stamp

The file holds features and weights, no text. Five models, each learnt on what the ones before it choose:

    gate     is this word a cue at all?                          logistic regression
    source   which phrase is the source of this cue?             a choice among the options
    start    where does its content start?                       a choice among the options
    end      where does it end?                                  a choice among the options
    reading  is source, cue and content right, all together?     logistic regression

A reading is right as the evaluators define it: content with a Jaccard overlap of at least one half, source that overlaps or is rightly
missing. Features seen fewer than a handful of times are dropped, and weights shrink towards nought, since the labels are noisy: two
people agree on three attributions of four. `--words` prints the words that labelled cues hold, with how often they are a cue, which is
what `reporting-cues.txt` was chosen from (at least three times, and at least one time in ten; other verbs of saying were added by hand).
`--certainty` prints the weights by which `decoder.py` makes a certainty of what the models say (`SURENESS`), in a minute and a half: the
articles in four parts, each read by models that the other three taught. `--verbs` prints the words that stand behind a pronoun or auxiliary
more often than behind a determiner: `mostly-verbs.txt`. `--stamp` learns nothing: it marks the weights as those of the present code, for a
change that leaves every feature as it was (a new name, a moved function, a new verb until the next training).
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import math
import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from sayso.grammar.attributions import is_reported
from sayso.grammar.attributions.candidate_features import Content, build_content, extract_reading_features, extract_site_features
from sayso.grammar.attributions.content_features import extract_end_features, extract_shared_start_features, extract_start_features
from sayso.grammar.attributions.contents import find_edge, find_end_options, find_start_options
from sayso.grammar.attributions.cue_candidates import CueCandidate, QuotedText, find_cue_candidates
from sayso.grammar.attributions.decoder import Decision, Models, decide, find_best_source, find_best_start
from sayso.grammar.attributions.log_linear import SHARED, Features, read_weights
from sayso.grammar.attributions.overlaps import remove_rivals
from sayso.grammar.attributions.sources import Source, extract_shared_source_features, extract_source_features, find_source_options
from sayso.grammar.tokens import TokenizedText

Labels = list[dict[str, list[tuple[int, int]]]]

_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t", re.M)
_EVENT = re.compile(r"^E\d+\tAttribution\S*?:T\d+((?: \S+:[TE]\d+)*) *$", re.M)
_ROLE = re.compile(r" ([A-Za-z-]+?)\d*:(T\d+)")
_WORD = re.compile(r"(?:[A-Za-z]\.)+(?!\w)|\w+(?:['’-]\w+)*")


def labelled(folder: Path) -> Iterator[tuple[str, Labels]]:
    """Text and attributions of every article; where several people labelled one, the first by name counts."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in sorted(chosen.items()):
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield text, read_labels(path.read_text("utf-8"))


def read_labels(standoff: str) -> Labels:
    """The attributions of one brat file: spans by role."""
    spans = {m[1]: [(int(a), int(b)) for a, b in (x.split() for x in m[3].split(";"))] for m in _SPAN.finditer(standoff)}
    out: Labels = []
    for event in _EVENT.finditer(standoff):
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, span in _ROLE.findall(event[1]):
            roles[role] += spans.get(span, [])
        if roles["Content"]:
            out.append({role: sorted(set(found)) for role, found in roles.items()})
    return out


class Article:
    """A labelled article as the reader sees it: its sites, and the labels as token ranges."""

    def __init__(self, text: str, labels: Labels) -> None:
        page = QuotedText(TokenizedText(text))
        self.tokens = page.tokens
        self.letters = [0, *accumulate(sum(map(str.isalnum, word)) for word in self.tokens.words)]
        self.sites = list(find_cue_candidates(page))
        self.labels = [{role: self._tokens(spans) for role, spans in label.items()} for label in labels]
        self.cued: dict[int, list[int]] = defaultdict(list)
        for n, label in enumerate(self.labels):
            for first, last in label.get("Cue", ()):
                for i in range(first, last):
                    self.cued[i].append(n)

    def _tokens(self, spans: Iterable[tuple[int, int]]) -> Content:
        ranges = [(bisect_right(self.tokens.ends, start), bisect_left(self.tokens.starts, end)) for start, end in spans]
        return [(first, last) for first, last in ranges if first < last]

    def overlap(self, left: Content, right: Content) -> int:
        """The letters and digits that both cover."""
        return sum(self.letters[min(b, d)] - self.letters[max(a, c)] for a, b in left for c, d in right if min(b, d) > max(a, c))

    def jaccard(self, left: Content, right: Content) -> float:
        """What both cover, as a share of what either covers."""
        both = self.overlap(left, right)
        either = sum(self.letters[b] - self.letters[a] for a, b in (*left, *right)) - both
        return both / either if either else 0.0

    def is_source(self, option: Source, n: int) -> bool:
        """Whether an option is the source of label n."""
        wanted = self.labels[n].get("Source", [])
        return self.overlap([(option.first, option.last)], wanted) > 0 if option.first >= 0 else not wanted


class Learner:
    """Weights under training: AdaGrad, with a pull towards nought."""

    def __init__(self, rate: float, pull: float = 0.0) -> None:
        self.weights: dict[Key, float] = {}
        self.rate, self.pull = rate, pull
        self._squares: dict[Key, float] = {}

    def score(self, features: Iterable[Key]) -> float:
        """The sum of the weights."""
        return sum(self.weights.get(f, 0.0) for f in features)

    def _move(self, features: Iterable[Key], step: float) -> None:
        if abs(step) < 1e-3:
            return
        for f in features:
            square = self._squares[f] = self._squares.get(f, 0.01) + step * step
            weight = self.weights.get(f, 0.0)
            self.weights[f] = weight + self.rate * (step - self.pull * weight) / math.sqrt(square)

    def choose(self, options: Sequence[Sequence[Key]], good: Sequence[int]) -> None:
        """One step towards the good options."""
        scores = [self.score(o) for o in options]
        powers = [math.exp(s - max(scores)) for s in scores]
        chances = [p / sum(powers) for p in powers]
        among = sum(chances[i] for i in good)
        for i, features in enumerate(options):
            wanted = (chances[i] / among if among > 1e-9 else 1 / len(good)) if i in good else 0.0
            self._move(features, wanted - chances[i])

    def judge(self, features: Sequence[Key], right: bool) -> None:
        """One step towards yes or no."""
        self._move(features, right - 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score(features))))))

    def rounded(self) -> Rounded:
        """The weights in hundredths, without the small ones."""
        return {f: round(100 * w) for f, w in sorted(self.weights.items()) if abs(w) >= 0.05}


Key = tuple[str, int, str]
Rounded = dict[Key, int]
Choice = tuple[list[Features], list[int]]
Judgement = tuple[Features, bool]


def keys(row: Features) -> list[Key]:
    """Each value of a row with its sort and its place."""
    return [(row[0], place, value) for place, value in enumerate(row)]


def frequent(rows: Iterable[Features], least: int) -> set[Key]:
    """The features that occur in at least that many rows."""
    counts = Counter(f for row in rows for f in set(keys(row)))
    return {f for f, n in counts.items() if n >= least}


def learn_choices(choices: list[Choice], rounds: int = 5, least: int = 8) -> Rounded:
    """Weights for a choice among options."""
    keep = frequent((o for options, _ in choices for o in options), least)
    kept = [([[f for f in keys(o) if f in keep] for o in options], good) for options, good in choices]
    learner, order = Learner(0.2, pull=0.01), random.Random(1)
    for _ in range(rounds):
        order.shuffle(kept)
        for options, good in kept:
            learner.choose(options, good)
        learner.rate *= 0.75
    return learner.rounded()


def learn_judgements(rows: list[Judgement], rounds: int = 6, least: int = 5) -> Rounded:
    """Weights for a yes or no."""
    keep = frequent((features for features, _ in rows), least)
    kept = [([f for f in keys(features) if f in keep], right) for features, right in rows]
    learner, order = Learner(0.15, pull=0.02), random.Random(1)
    for _ in range(rounds):
        order.shuffle(kept)
        for features, right in kept:
            learner.judge(features, right)
        learner.rate *= 0.7
    return learner.rounded()


def with_shared(shared: Features, rows: Iterable[Features]) -> list[Features]:
    """Whole rows: sort, what all share, the rest."""
    return [(row[0], *shared, *row[1:]) for row in rows]


def cued_sites(articles: Iterable[Article]) -> Iterator[tuple[Article, CueCandidate, int]]:
    """Every site that stands in a labelled cue, with the first such label."""
    for article in articles:
        for site in article.sites:
            if site.at in article.cued:
                yield article, site, article.cued[site.at][0]


def source_choices(articles: Sequence[Article]) -> Iterator[Choice]:
    """Every labelled cue as a choice of source."""
    for article, site, n in cued_sites(articles):
        options = find_source_options(site)
        good = [i for i, option in enumerate(options) if article.is_source(option, n)]
        if good:
            yield with_shared(extract_shared_source_features(site), [extract_source_features(site, o) for o in options]), good


def best_of(scores: Sequence[float], least: float, slack: float) -> list[int]:
    """The options that come near the best one, if that is good enough."""
    best = max(scores, default=0.0)
    return [i for i, score in enumerate(scores) if score >= best - slack] if best >= least else []


def start_choices(articles: Sequence[Article], models: Models) -> Iterator[Choice]:
    """Every labelled cue as a choice of start; a start is as good as the best end that it can have."""
    for article, site, n in cued_sites(articles):
        wanted = article.labels[n]["Content"]
        source, _ = find_best_source(site, models)
        edge = find_edge(site, source)
        options = find_start_options(site, source, edge)
        scores = [
            max(article.jaccard(build_content(site, o, e), wanted) for e in (find_end_options(site, o.at) if o.at >= 0 else [-1]))
            for o in options
        ]
        good = best_of(scores, 0.5, 0.03)
        if good:
            yield with_shared(extract_shared_start_features(site, source, edge), [extract_start_features(site, o) for o in options]), good


def end_choices(articles: Sequence[Article], models: Models) -> Iterator[Choice]:
    """Every labelled cue whose start was found as a choice of end."""
    for article, site, n in cued_sites(articles):
        found = find_best_start(site, find_best_source(site, models)[0], models)
        if found is None or found[0].at < 0:
            continue
        start = found[0]
        options = find_end_options(site, start.at)
        good = best_of([article.jaccard(build_content(site, start, e), article.labels[n]["Content"]) for e in options], 0.4, 0.02)
        if good:
            yield [extract_end_features(site, start, e, i) for i, e in enumerate(options)], good


def readings(articles: Sequence[Article], models: Models) -> Iterator[Judgement]:
    """Every site as read, and whether that is right."""
    for article in articles:
        for decision in decide(article.sites, models):
            site = decision.site
            features = extract_reading_features(site, decision.source, decision.start, decision.end, decision.content)
            yield extract_site_features(site) + features, is_right(article, decision)


def learn(articles: Sequence[Article]) -> dict[str, Rounded]:
    """All models, in the order in which they build on each other."""
    learnt: dict[str, Rounded] = {name: {} for name in SHARED}  # without weights the gate is open
    learnt["source"] = learn_choices(list(source_choices(articles)))
    learnt["start"] = learn_choices(list(start_choices(articles, as_models(learnt))))
    learnt["end"] = learn_choices(list(end_choices(articles, as_models(learnt))))
    learnt["reading"] = learn_judgements(list(readings(articles, as_models(learnt))))
    gate = [(extract_site_features(s), s.at in article.cued) for article in articles for s in article.sites]
    learnt["gate"] = learn_judgements(gate, rounds=4, least=8)
    return learnt


def as_text(learnt: dict[str, Rounded]) -> str:
    """The weights file."""
    lines: list[str] = []
    for name in SHARED:
        lines.append(f"[{name}]")
        lines += [f"{sort}\t{place}\t{value}\t{weight}" for (sort, place, value), weight in learnt[name].items()]
    return "\n".join(lines) + "\n"


def as_models(learnt: dict[str, Rounded]) -> Models:
    """The weights as the reader uses them."""
    return Models(**read_weights(as_text(learnt)))


GRAMMAR = Path(__file__).parents[1] / "src/sayso/grammar"
#: All that decides what a feature is and how a weight is learnt.
LEARNT_WITH = (
    *(
        GRAMMAR / "attributions" / f"{name}.py"
        for name in ("contents", "content_features", "cue_candidates", "log_linear", "quotes", "candidate_features", "sources", "subjects")
    ),
    *(GRAMMAR / f"{name}.py" for name in ("wordclasses", "tokens", "sentences")),
    *(GRAMMAR / "lexicon" / f"{name}.txt" for name in ("reporting-cues", "mostly-verbs", "ly-nouns", "felt", "bodies")),
    *(GRAMMAR / "lexicon" / f"{name}.txt" for name in ("attribution-features", "sentences", "titles", "word-classes")),
    Path(__file__),
)


def digest() -> str:
    """What tells whether a weights file was learnt by the present code.

    Code without its comments, docstrings and layout, and the tables.
    """
    hashed = hashlib.sha256()
    for path in LEARNT_WITH:
        text = path.read_text("utf-8")
        hashed.update((_code(text) if path.suffix == ".py" else _entries(text)).encode())
    return hashed.hexdigest()


def _entries(text: str) -> str:
    """A file of tables without its comments."""
    return "\n".join(filter(None, (line.partition("#")[0].strip() for line in text.splitlines())))


def _code(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def is_right(article: Article, decision: Decision) -> bool:
    """Whether a reading is right: source and content of a label whose cue it stands in."""
    return any(
        article.is_source(decision.source, n) and article.jaccard(decision.content, article.labels[n]["Content"]) >= 0.5
        for n in article.cued.get(decision.site.at, ())
    )


def certainty_weights(articles: Sequence[Article], parts: int = 4, rounds: int = 400, rate: float = 1.0) -> list[float]:
    """The constant and the weight of each piece of evidence, by logistic regression over readings outside quotations.

    Each article is read by models that were taught without it.
    """
    shuffled = random.Random(7).sample(articles, len(articles))
    rows: list[tuple[tuple[float, ...], bool]] = []
    for part in range(parts):
        models = as_models(learn([a for n, a in enumerate(shuffled) if n % parts != part]))
        for article in shuffled[part::parts]:
            kept, _ = remove_rivals(d for d in decide(article.sites, models) if is_reported(d))
            rows += [(d.traits, is_right(article, d)) for d in kept if d.site.quote < 0]
    weights = [0.0] * len(rows[0][0])
    for _ in range(rounds):  # plain gradient ascent: eight weights, one peak
        slopes = [0.0] * len(weights)
        for values, right in rows:
            miss = right - 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))
            slopes = [s + miss * v for s, v in zip(slopes, values, strict=True)]
        weights = [w + rate * s / len(rows) for w, s in zip(weights, slopes, strict=True)]
    return [round(w, 2) for w in weights]


def cue_words(folder: Path) -> Iterator[str]:
    """The words in labelled cues: word, times in a cue, times in all."""
    inside: Counter[str] = Counter()
    overall: Counter[str] = Counter()
    for text, labels in labelled(folder):
        overall.update(w.lower() for w in _WORD.findall(text))
        for label in labels:
            inside.update({w.lower() for a, b in label.get("Cue", ()) for w in _WORD.findall(text[a:b])})
    return (f"{word} {n} {overall[word]}" for word, n in inside.most_common())


_BEFORE_VERBS = re.compile("he|she|they|who|we|i|you|to|will|would|could|should|can|may|might|must|has|have|had|is|are|was|were|be")
_BEFORE_NOUNS = re.compile("the|a|an|his|her|their|its|our|my|your|this|these|those|some|any|no|every|each|many|of|in|with|for|more")


def verb_words(folder: Path) -> list[str]:
    """The small words that are verbs more often than nouns, by what stands before them."""
    overall, verbs, nouns = Counter[str](), Counter[str](), Counter[str]()
    for text, _ in labelled(folder):
        words = _WORD.findall(text)
        for before, word in pairwise(words):
            if word.islower() and word.isalpha():
                overall[word] += 1
                verbs[word] += _BEFORE_VERBS.fullmatch(before.lower()) is not None
                nouns[word] += _BEFORE_NOUNS.fullmatch(before.lower()) is not None
    likely = {w for w, n in overall.items() if n >= 4 and verbs[w] >= max(2, 0.3 * n) and verbs[w] > 1.2 * nouns[w]}
    return sorted(w for w in likely if not w.endswith(("ly", "ing", "ed")))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="PolNeAR's training articles")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "src/sayso/grammar/attributions/weights.txt")
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--verbs", action="store_true")
    parser.add_argument("--certainty", action="store_true")
    parser.add_argument("--stamp", action="store_true")
    asked = parser.parse_args()
    if asked.stamp:
        _, _, weights = asked.out.read_text("utf-8").partition("\n")
        asked.out.write_text(f"# {digest()}\n{weights}", "utf-8")
        return
    if asked.folder is None:
        parser.error("name the folder of PolNeAR's training articles, or --stamp")
    if asked.words or asked.verbs:
        print("\n".join(cue_words(asked.folder) if asked.words else verb_words(asked.folder)))
        return
    if asked.certainty:
        print(certainty_weights([Article(text, labels) for text, labels in labelled(asked.folder)]))
        return
    learnt = learn([Article(text, labels) for text, labels in labelled(asked.folder)])
    asked.out.write_text(f"# {digest()}\n" + as_text(learnt), "utf-8")
    print(", ".join(f"{name} {len(weights)}" for name, weights in learnt.items()), "weights")


if __name__ == "__main__":
    main()
