#!/usr/bin/env python3
"""grammar/onnx-text.ebnf accepts what the program accepts, and nothing else: texts of all kinds, and texts with mistakes.

grammar/tree-sitter-onnx-text reads all of these texts too, without a conflict; its own tests have the trees that they say,
and its queries ask for nothing that is not in the grammar.

--count N tries N texts with mistakes, --texts N of the corpus' models as texts.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from multiprocessing import Pool
from pathlib import Path

from peers.corpus import PARTS, corpus_models, missing_corpus
from peers.figure import Figure, finish
from peers.mutation import mutated_text
from peers.parser_tests import parser_test_texts
from peers.places import ROOT
from peers.program import graven, require

sys.path.insert(0, str(ROOT / "Tests/Grammar"))

import tree_sitter  # noqa: E402
from ebnf import Grammar  # noqa: E402

GRAMMAR = ROOT / "grammar/onnx-text.ebnf"
TREE_SITTER = ROOT / "grammar/tree-sitter-onnx-text"
SEED = 20261124
LONGEST = 6_000  # The recognizer takes a second for a text ten times as long.
grammar = Grammar.read(GRAMMAR)
evaluated = tree_sitter.evaluate(TREE_SITTER / "grammar.js")
parser = tree_sitter.Parser(evaluated)


def compare(case: tuple[str, str]) -> tuple[str, bool, bool, bool, str]:
    """Whether the program reads a text, and whether the grammars do."""
    name, text = case
    run = graven("fmt", "--check", "-", stdin=text.encode())
    return name, run.status != 2, grammar.accepts(text), parser.parse(text) is not None, f"{run.said}\n{text}"


def as_text(path: Path) -> str:
    return graven("text", str(path), "-o", "-").out.decode("utf-8", "surrogateescape")


def own_texts() -> dict[str, str]:
    paths = [*ROOT.glob("Tests/Editors/*.onnxtxt"), *ROOT.glob("Tests/Grammar/*.onnxtxt")]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def mistakes(seeds: list[str], count: int) -> list[tuple[str, str]]:
    rng = random.Random(SEED)
    return [
        (
            f"mistake {number} of seed {SEED}",
            mutated_text(rng, rng.choice(seeds).encode(), rng.choice((1, 1, 2))).decode("utf-8", "replace"),
        )
        for number in range(count)
    ]


def try_tree_sitter() -> list[Figure]:
    rules = Figure("tree-sitter: rules that are used, decisions that one token makes")
    used = set().union(*map(tree_sitter.symbols, evaluated["rules"].values()))
    for name in evaluated["rules"].keys() - {"source_file", "comment"}:
        rules.check(name in used, name, "nothing uses it")
    rules.check(not parser.conflicts, "conflicts", "; ".join(parser.conflicts[:5]))
    trees = Figure("tree-sitter: trees of test/corpus")
    case = re.compile(r"^=+\n([^\n]+)\n=+\n\n(.*?)\n---\n\n(.*?)\n(?=\n=+\n|\Z)", re.MULTILINE | re.DOTALL)
    for path in sorted(TREE_SITTER.glob("test/corpus/*.txt")):
        for found in case.finditer(path.read_text(encoding="utf-8")):
            wanted, tree = re.sub(r"\s+(?=\))|(?<=\()\s+", "", " ".join(found[3].split())), str(parser.parse(found[2]))
            trees.check(tree == wanted, f"{path.stem}: {found[1]}", tree)
    queries = Figure("tree-sitter: nodes, fields and texts that queries ask for")
    nodes, fields, texts = tree_sitter.shown(evaluated)
    for path in sorted(TREE_SITTER.glob("queries/*.scm")):
        text = re.sub(r";.*|\(#.*?\)", "", path.read_text(encoding="utf-8"))
        asked = {("node", name) for name in re.findall(r"\((\w+)", text)}
        asked |= {("field", name) for name in re.findall(r"(\w+):", text)}
        asked |= {("text", name) for name in re.findall(r'"([^"]+)"', text)}
        for kind, name in sorted(asked):
            known = {"node": nodes, "field": fields, "text": texts}[kind]
            queries.check(name in known, f"{path.name}: {kind} {name}", "is not in the grammar")
    return [rules, trees, queries]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=3000)
    options.add_argument("--texts", type=int, default=400)
    asked = options.parse_args()
    require()
    whole = Figure("onnx-text.ebnf: each name is defined and used")
    whole.check(not grammar.undefined(), "names", ", ".join(grammar.undefined()))
    sound, broken = (
        Figure("onnx-text.ebnf: texts it accepts as the program"),
        Figure("onnx-text.ebnf: texts with mistakes"),
    )
    reads = Figure("tree-sitter: texts it reads as the program")
    missing_corpus(sound, *PARTS)
    texts = own_texts() | {where: text for text, where in parser_test_texts(sound).items()}
    models = sorted(corpus_models(*PARTS))
    random.Random(SEED).shuffle(models)
    with Pool(2) as pool:
        texts |= dict(zip(map(str, models[: asked.texts]), pool.imap(as_text, models[: asked.texts], chunksize=8)))
        short = {name: text for name, text in texts.items() if len(text) <= LONGEST}
        for figure, cases in (sound, list(short.items())), (broken, mistakes(list(short.values()), asked.count)):
            accepted = superfluous = 0
            for name, program, rules, tree, why in pool.imap(compare, cases, chunksize=16):
                accepted += program
                superfluous += tree and not program
                if program:
                    reads.check(tree, name, why)
                figure.check(program == rules, name, f"program {program}, grammar {rules}: {why}")
            figure.notes.append(f"{accepted:,} of {len(cases):,} are texts")
            reads.notes.append(f"it reads {superfluous:,} of the {len(cases) - accepted:,} others of {figure.name}")
    finish(whole, sound, broken, *try_tree_sitter(), reads)


if __name__ == "__main__":
    main()
