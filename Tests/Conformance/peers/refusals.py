"""What `graven check` would have a peer refuse: the codes that ONNX's checker and its inference report.

The sets follow the column "said by" of the rule catalogue: c is onnx.checker, f its full check, which is the checker
and then strict inference. Errors of these codes count, and warnings of the few that are warnings here and errors there
(an output without a shape, for example: the peers know no warnings).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .program import graven

CHECKER = frozenset(
    "F001 F002 F003 F006 F007 F008 F009 M001 M002 M004 M005 M006 M009 M010 M011 M012 M013 G001 G002 G003 G004 G005 "
    "G008 G009 G010 G014 G016 G019 G020 A001 A002 A003 A004 A005 A006 A007 A008 W001 W002 W003 W004 W005 W012".split()
)
WARNED = frozenset("G010 G016 G019 M013 S013".split())
TYPES = frozenset("T001 T002 T003 T004 T005 T007 T008 T009 T010 T011".split())
INFERENCE = TYPES | frozenset(
    "A009 A010 A011 A013 S001 S002 S003 S004 S005 S006 S012 S013 S014 S016 S017 S018 S019 S020 X002".split()
)
# What is the checker's to find, but stops inference as well.
ALSO_INFERENCE = frozenset("A003 A007 G019 M004 M009 W001 W002 W003 W004".split())


@dataclass(frozen=True)
class Finding:
    """One diagnostic."""

    code: str
    severity: str
    at: str
    message: str
    operator: str

    def refuses(self, codes: frozenset[str]) -> bool:
        """Whether a peer that knows these codes refuses the file for this."""
        return self.code in codes and (self.severity == "error" or self.code in WARNED and self.severity == "warning")

    def __str__(self) -> str:
        return f"{self.code} {self.at}: {self.message}"


def finding(row: dict) -> Finding:
    operator = (row["node"] or {}).get("op_type") or ""
    return Finding(row["code"], row["severity"], row["at"], row["message"], operator)


def findings(paths: Sequence[Path], batch: int = 200) -> Iterator[tuple[Path, list[Finding] | None]]:
    """Each file with what `graven check` says of it; `None` where the program did not answer."""
    for start in range(0, len(paths), batch):
        part = paths[start : start + batch]
        answer = graven("check", "--no-config", "--format", "json", *part, limit=600)
        try:
            files = json.loads(answer.out)["files"]
        except (ValueError, LookupError):
            files = []
        if len(files) == len(part):
            for path, row in zip(part, files):
                yield path, [finding(one) for one in row["diagnostics"]]
        elif len(part) > 1:  # find the file that ended it
            yield from findings(part, 1)
        else:
            yield part[0], None
