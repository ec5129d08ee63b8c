"""A rival's coreference on GUM's Wikinews articles: xrenner, given onrecord's parse, under the scorer of `eval.actors`.

    python -m eval.rival_coreference write PARSES      # CoNLL-U files, one an article
    XR/bin/python eval/xrenner_run.py PARSES MARKUP      # see there for its environment
    python -m eval.rival_coreference score MARKUP

Its lexicons were made from GUM, these very articles among it; ours were not.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.actors import KINDS, Found, scores_of, without_places
from eval.corpora.gum import News, news
from eval.reading import annotator
from onrecord.language import AnnotatedDocument, Token
from onrecord.source.plain import document_of

RENAMED = {"comp:pred": "xcomp", "obl:unmarked": "obl:npmod", "advmod:neg": "advmod"}
OPENED = re.compile(r'<referent .*entity="(?P<kind>[^"]*)" group="(?P<group>[^"]*)"')
# Letters between two of its words: headings and datelines that the parse leaves out.
LONGEST_GAP = 400


def write(folder: Path, data: Path) -> None:
    """Write the parse of every article as CoNLL-U."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in news(data, None):
        doc = annotator().annotate(document_of(article.text, published=article.published))
        (folder / f"{article.id}.conllu").write_text("\n".join(_lines(doc)) + "\n", encoding="utf-8")


def _lines(doc: AnnotatedDocument) -> Iterator[str]:
    for sentence in doc.sentences:
        words = [token for token in doc.tokens_of(sentence) if token.text.strip()]
        numbers = {token.index: number for number, token in enumerate(words, start=1)}
        arcs = _arcs(doc, words)
        for token in words:
            head, relation = arcs[token.index]
            columns = (
                numbers[token.index], token.text.strip().replace(" ", "_"), token.lemma, token.pos, token.tag,
                token.morphology or "_", numbers.get(head, 0), relation if head in numbers else "root", "_", "_",
            )  # fmt: skip
            yield "\t".join(map(str, columns))
        if words:
            yield ""


def _arcs(doc: AnnotatedDocument, words: Sequence[Token]) -> dict[int, tuple[int, str]]:
    """Head and relation of every word, with the predicate as head of its copula, as Universal Dependencies has it."""
    arcs = {one.index: (-1 if one.is_root else one.head, "root" if one.is_root else one.relation) for one in words}
    for token in words:
        copula = doc.head_of(token)
        if token.relation == "comp:pred" and copula.lemma == "be" and copula.index in arcs:
            arcs[token.index] = arcs[copula.index]
            for other, (head, relation) in list(arcs.items()):
                if head == copula.index and other != token.index:
                    arcs[other] = token.index, relation
            arcs[copula.index] = token.index, "cop"
    return {index: (head, RENAMED.get(relation, relation)) for index, (head, relation) in arcs.items()}


def score(folder: Path, data: Path) -> None:
    """Print the scores of the markup in a folder."""
    articles = news(data, None)
    found = [
        without_places(one, _mentions(one, (folder / f"{one.id}.sgml").read_text(encoding="utf-8"))) for one in articles
    ]
    for metric in scores_of(articles, found):
        sys.stdout.write(f"{metric.metric}: {metric.value:.1f}\n")


def _mentions(article: News, markup: str) -> Iterator[Found]:
    """The mentions of persons and organizations, laid over the article's text."""
    opened: list[tuple[str, str, int]] = []
    end = 0
    for line in markup.splitlines():
        start = OPENED.match(line)
        if start:
            opened.append((start["kind"], start["group"], -1))
        elif line.startswith("</referent"):
            kind, group, begun = opened.pop()
            if kind in KINDS:
                yield (begun, end), group
        elif line.strip() and not line.startswith("<"):
            at = article.text.find(line.strip(), end, end + LONGEST_GAP)
            if at < 0:
                raise ValueError(f"{article.id}: {line.strip()!r} does not follow {article.text[end : end + 40]!r}")
            opened = [(kind, group, at if begun < 0 else begun) for kind, group, begun in opened]
            end = at + len(line.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "score"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    {"write": write, "score": score}[arguments.what](arguments.folder, arguments.data)


if __name__ == "__main__":
    main()
