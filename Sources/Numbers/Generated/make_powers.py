#!/usr/bin/env python3
"""Writes PowersOfTen.swift: the powers of ten with 128-bit significands that printing and reading share.

Run it in this folder; it needs nothing but Python. Each power 10^e is floor(10^e * 2^n), n such that the top bit of
128 is set, stored as two words, high one first. The asserts are what the Swift code relies on.
"""

LOWEST, HIGHEST = -342, 324


def floor_significand(e):
    if e >= 0:
        value = 10**e
        shift = 128 - value.bit_length()
        return value << shift if shift >= 0 else value >> -shift
    divisor = 10**-e
    n = 127 + divisor.bit_length()
    value = (1 << n) // divisor
    return value if value.bit_length() == 128 else value >> 1


def binary_exponent(e):
    """floor(log2(10^e)), exactly."""
    return (10**e).bit_length() - 1 if e >= 0 else -((10**-e - 1).bit_length())


words = []
for e in range(LOWEST, HIGHEST + 1):
    significand = floor_significand(e)
    assert 1 << 127 <= significand < 1 << 128
    high, low = significand >> 64, significand & (1 << 64) - 1
    assert high != (1 << 64) - 1 and low != (1 << 64) - 1  # both printing tables add one
    assert (e * 1741647) >> 19 == binary_exponent(e)
    words += [high, low]

with open("PowersOfTen.swift", "w") as out:
    out.write("// The powers of ten that printing and reading share. Made by make_powers.py; do not edit.\n\n")
    out.write("enum PowersOfTen {\n")
    out.write("  /// The exponent of the first power in `words`.\n")
    out.write(f"  static let lowest = {LOWEST}\n\n")
    out.write("  /// The exponent of the last power in `words`.\n")
    out.write(f"  static let highest = {HIGHEST}\n\n")
    out.write("  /// For each power its significand, rounded down to 128 bits, top bit set: high word, low word.\n")
    out.write("  static let words: [UInt64] = [\n")
    for i in range(0, len(words), 4):
        out.write("    " + " ".join(f"0x{w:016x}," for w in words[i : i + 4]) + "\n")
    out.write("  ]\n}\n")
