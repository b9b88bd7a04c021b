"""One figure that a script is there to print: what is asked, what is reached, what failed, what was left out."""

from __future__ import annotations

import collections
import json
import os
import sys
from dataclasses import dataclass, field

SHOWN = 60
# Of a figure that is not reached, so many failures stand again at the end of the whole run.
SHOWN_AGAIN = 5


@dataclass
class Figure:
    """Counts cases; `asked` is the share that must pass (1.0 is all of them)."""

    name: str
    asked: float = 1.0
    passed: int = 0
    failures: list[str] = field(default_factory=list)
    left_out: collections.Counter[str] = field(default_factory=collections.Counter)
    notes: list[str] = field(default_factory=list)

    def check(self, ok: bool, case: object, why: str = "") -> None:
        """Counts one case; a failure is kept with its reason."""
        if ok:
            self.passed += 1
        else:
            self.failures.append(f"{case}: {why}" if why else str(case))

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Counts cases that could not be tried here; each reason is printed with its count."""
        self.left_out[reason] += count

    @property
    def total(self) -> int:
        return self.passed + len(self.failures)

    @property
    def reached(self) -> bool:
        return self.passed >= self.asked * self.total and (self.total > 0 or bool(self.left_out))

    def show(self) -> None:
        """Prints the figure's line, then failures, notes and what was left out."""
        share = 100 * self.passed / self.total if self.total else 0.0
        print(
            f"{self.name}: asked {100 * self.asked:g} %, reached {share:.4g} % ({self.passed:,} of {self.total:,})"
            + ("" if self.reached else "  NOT REACHED")
        )
        for line in self.failures[:SHOWN]:
            print(f"  failed: {line}")
        if len(self.failures) > SHOWN:
            print(f"  ... and {len(self.failures) - SHOWN:,} more")
        for line in self.notes:
            print(f"  note: {line}")
        for reason, count in sorted(self.left_out.items()):
            print(f"  left out: {count:,} {reason}")


def finish(*figures: Figure) -> None:
    """Prints the figures, hands them to run.py where it asked for them, and exits with 1 if one is not reached."""
    for figure in figures:
        figure.show()
    report = os.environ.get("CONFORMANCE_REPORT")
    if report:
        with open(report, "a", encoding="utf-8") as out:
            for figure in figures:
                row = {
                    "name": figure.name,
                    "asked": figure.asked,
                    "passed": figure.passed,
                    "failed": len(figure.failures),
                    "left_out": sum(figure.left_out.values()),
                    "reached": figure.reached,
                    "failures": figure.failures[:SHOWN_AGAIN],
                }
                out.write(json.dumps(row) + "\n")
    sys.stdout.flush()
    sys.exit(0 if all(figure.reached for figure in figures) else 1)
