"""Operators on strings."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draw import Draw, Parts

PATTERNS = [
    r"\d+",
    r"[a-z]*",
    r"(a|b)+",
    r".*",
    r"the",
    r"\w+ \w+",
    r"[^,]*,b",
    r"a{1,2}b?",
    r"-?\d+(\.\d+)?",
    r"(?i)ABC",
]


def concat(draw: Draw) -> Parts:
    first, second = draw.broadcast_pair(draw.shape(0, 3))
    return Parts([draw.tensor("string", first), draw.tensor("string", second)])


def split(draw: Draw) -> Parts:
    given = draw.attributes(delimiter=draw.pick([",", " ", "", "o", "ab"]), maxsplit=draw.integer(1, 3))
    return Parts([draw.tensor("string", draw.shape(0, 3))], given, 2)


def full_match(draw: Draw) -> Parts:
    return Parts([draw.tensor("string", draw.shape(0, 3))], {"pattern": draw.pick(PATTERNS)})


def normalizer(draw: Draw) -> Parts:
    shape = draw.pick([(draw.integer(1, 5),), (1, draw.integer(1, 5))])
    given = draw.attributes(
        case_change_action=draw.pick(["LOWER", "UPPER", "NONE"]),
        is_case_sensitive=draw.integer(0, 1),
        stopwords=draw.pick([["the"], ["a", "Abc"], ["The", "x y"]]),
    )
    return Parts([draw.tensor("string", shape)], given)


def terms(draw: Draw) -> Parts:
    """N-grams of one, two and three items out of a small vocabulary."""
    words = draw.element("T") == "string"
    vocabulary = list("abcde")
    pools: list[list[tuple[int, ...]]] = []
    for size in (1, 2, 3):
        found = {tuple(int(n) for n in draw.random.integers(0, 5, size)) for _ in range(draw.integer(1, 4))}
        pools.append(sorted(found))
    flat = [item for pool in pools for row in pool for item in row]
    counts = list(np.cumsum([0, len(pools[0]), 2 * len(pools[1])]))
    total = sum(len(pool) for pool in pools)
    longest = draw.integer(1, 3)
    given: dict[str, Any] = {
        "mode": draw.pick(["TF", "IDF", "TFIDF"]),
        "ngram_counts": [int(number) for number in counts],
        "ngram_indexes": [int(number) for number in draw.random.permutation(total)],
        "min_gram_length": draw.integer(1, longest),
        "max_gram_length": longest,
        "max_skip_count": draw.integer(0, 3),
    }
    if draw.chance():
        given["weights"] = [draw.number(0, 2) for _ in range(total)]
    shape = draw.pick([(draw.integer(1, 8),), (draw.integer(1, 3), draw.integer(1, 8))])
    numbers = draw.random.integers(0, 6, shape)
    if words:
        given["pool_strings"] = [vocabulary[item] for item in flat]
        return Parts([np.array([[*vocabulary, "f"][n] for n in numbers.flat], object).reshape(shape)], given)
    given["pool_int64s"] = flat
    return Parts([draw.integers(numbers.tolist(), "T")], given)


RECIPES = {
    "StringConcat": concat,
    "StringSplit": split,
    "RegexFullMatch": full_match,
    "StringNormalizer": normalizer,
    "TfIdfVectorizer": terms,
}
