"""Fourier transforms, windows and filter banks."""

from __future__ import annotations

from ..draw import Draw, Parts, Unsuitable
from ..kinds import code


def fourier(draw: Draw) -> Parts:
    rank = draw.integer(3, 4)
    shape = list(draw.shape(rank - 1, rank - 1, zero=0, size=7))
    inverse = draw.chance(0.3)
    onesided = draw.chance(0.3) and (not inverse or draw.version >= 20)
    real = onesided != inverse if onesided else draw.chance()
    axis = draw.integer(0, rank - 2) - (rank if draw.chance(0.3) else 0)
    length = draw.integers(draw.integer(1, 9), "T2") if draw.chance(0.4) else None
    given = {"inverse": int(inverse)} if inverse else {}
    given |= {"onesided": 1} if onesided else {}
    inputs = [draw.tensor("T1", (*shape, 1 if real else 2)), length]
    if inverse and onesided:
        raise Unsuitable("peers know no one-sided inverse")
    if draw.version == 17:
        return Parts(inputs, given | {"axis": axis})
    return Parts([*inputs, draw.integers(axis)], given)


def short_fourier(draw: Draw) -> Parts:
    length, frame = draw.integer(10, 24), draw.integer(2, 8)
    onesided = draw.chance()
    real = onesided or draw.chance()
    values = draw.tensor("T1", (draw.integer(1, 2), length, 1 if real else 2))
    step = draw.integers(draw.integer(1, 5), "T2")
    window = draw.tensor("T1", (frame,), 0.1, 1) if draw.chance(0.7) else None
    frame_length = draw.integers(frame, "T2") if window is None or draw.chance() else None
    return Parts([values, step, window, frame_length], {"onesided": int(onesided)})


def window(draw: Draw) -> Parts:
    size = draw.integers(draw.integer(2, 12), "T1")
    kind = draw.element("T2")
    given = {"output_datatype": code(kind)} | draw.attributes(periodic=draw.integer(0, 1))
    return Parts([size], given)


def mel(draw: Draw) -> Parts:
    bins, length, rate = (draw.integers(value, "T1") for value in (draw.integer(1, 8), draw.pick([16, 32, 64]), 8192))
    edges = [draw.tensor("T2", (), value, value) for value in (draw.pick([0, 128]), draw.pick([2048, 4096]))]
    return Parts([bins, length, rate, *edges], {"output_datatype": code(draw.element("T3"))})


RECIPES = {
    "DFT": fourier,
    "STFT": short_fourier,
    "HannWindow": window,
    "HammingWindow": window,
    "BlackmanWindow": window,
    "MelWeightMatrix": mel,
}
