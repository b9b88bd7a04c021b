"""Whether two outputs are the same within what their element type can hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from .kinds import name_of

# Relative and, as a part of the greatest number, absolute tolerance. Types not here are compared exactly.
TOLERANCES = {
    "double": (1e-6, 1e-7),
    "float": (1e-4, 1e-5),
    "float16": (4e-3, 2e-3),
    "bfloat16": (2**-6, 2**-6),
    "complex64": (1e-4, 1e-5),
    "complex128": (1e-6, 1e-7),
    "float8e4m3fn": (2**-3, 0),
    "float8e4m3fnuz": (2**-3, 0),
    "float8e5m2": (2**-2, 0),
    "float8e5m2fnuz": (2**-2, 0),
}


def difference(want: Any, got: Any, steps: int = 0, loose: float = 1, coarse: tuple[float, float] = (0, 0)) -> str:
    """Why a value is not the wanted one; empty where it is. `steps`: how far integers may be apart.

    `loose` is a factor on the tolerances of floats, `coarse` the least that they are.
    """
    if want is None or got is None:
        return "" if want is None and got is None else "only one of the two is there"
    if isinstance(want, dict):
        if not isinstance(got, dict) or set(want) != set(got):
            return "other keys"
        return next((why for key in want if (why := difference(want[key], got[key], steps, loose, coarse))), "")
    if isinstance(want, (list, tuple)):
        if not isinstance(got, (list, tuple)) or len(want) != len(got):
            return f"another length, want {len(want)}"
        return next((why for pair in zip(want, got) if (why := difference(*pair, steps, loose, coarse))), "")
    if isinstance(want, (int, float, str)):
        # Peers give what is in maps as Python's own numbers.
        want = np.asarray(want, dtype=np.asarray(got).dtype)
    want, got = np.asarray(want), np.asarray(got)
    if want.shape != got.shape:
        return f"shape {list(got.shape)}, want {list(want.shape)}"
    if name_of(want.dtype) != name_of(got.dtype):
        return f"{name_of(got.dtype)}, want {name_of(want.dtype)}"
    if want.dtype.kind in "OUST":
        return "" if np.array_equal(want.astype(str), got.astype(str)) else first(want != got, want, got)
    return numbers(want, got, steps, loose, coarse)


def coarsest(names: set[str]) -> tuple[float, float]:
    """The tolerances of the coarsest of some element types: peers compute in one or another of a node's types."""
    rows = [TOLERANCES[name] for name in names if name in ("float", "float16", "bfloat16")]
    return max((row[0] for row in rows), default=0), max((row[1] for row in rows), default=0)


def numbers(want: np.ndarray, got: np.ndarray, steps: int, loose: float, coarse: tuple[float, float]) -> str:
    name = name_of(want.dtype)
    if name not in TOLERANCES:
        if name.startswith("float"):
            want, got = want.astype(np.float32), got.astype(np.float32)
            wrong = ~((want == got) | np.isnan(want) & np.isnan(got))
        elif steps:
            wrong = np.abs(want.astype(np.int64) - got.astype(np.int64)) > steps
        else:
            wrong = np.asarray(want != got)
        return first(wrong, want, got) if wrong.any() else ""
    rtol, atol = max(TOLERANCES[name][0], coarse[0]), max(TOLERANCES[name][1], coarse[1])
    wide = np.complex128 if name.startswith("complex") else np.float64
    want, got = want.astype(wide), got.astype(wide)
    finite = want[np.isfinite(want)]
    scale = max(1.0, float(np.abs(finite).max())) if finite.size else 1.0
    wrong = ~np.isclose(got, want, rtol=rtol * loose, atol=atol * scale * loose, equal_nan=True)
    return first(wrong, want, got) if wrong.any() else ""


def first(wrong: np.ndarray, want: np.ndarray, got: np.ndarray) -> str:
    """The first place where they differ, with the count."""
    place = np.argwhere(np.atleast_1d(wrong))[0]
    index = tuple(int(number) for number in place)
    a, b = np.atleast_1d(want)[index], np.atleast_1d(got)[index]
    return f"{int(np.sum(wrong))} of {wrong.size} differ, first at {list(index)}: {b!r}, want {a!r}"
