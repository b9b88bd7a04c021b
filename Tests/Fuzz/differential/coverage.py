"""Which (operator, version, type) the cases reached, and why the others were not."""

from __future__ import annotations

import collections

from .case import DOMAINS, Case, Target
from .deliberate import NOT_TRIED
from .kinds import SCHEMAS

ENOUGH = 5
Key = tuple[str, str, int, str]


class Coverage:
    """Counts cases that a peer's answer was compared with, by operator, version and type."""

    def __init__(self, targets: list[Target]) -> None:
        self.wanted = {self.key(target) for target in targets}
        self.compared: collections.Counter[Key] = collections.Counter()
        self.tried: collections.Counter[Key] = collections.Counter()
        self.without: collections.Counter[Key] = collections.Counter()
        self.known = {(target.domain, target.operator) for target in targets}

    @staticmethod
    def key(target: Target) -> Key:
        return target.domain, target.operator, target.version, target.kind

    def count(self, case: Case, compared: bool, text: str) -> None:
        """Counts a case for each of the types that it has."""
        target = case.target
        for kind in {target.kind, *case.bound.values()}:
            key = (target.domain, target.operator, target.version, kind)
            self.tried[key] += 1
            self.compared[key] += compared

    def unsuitable(self, target: Target) -> None:
        self.without[self.key(target)] += 1

    def reason(self, key: Key) -> str:
        if not self.tried[key] and self.without[key]:
            return "the recipe makes no such value, or the types drawn do not go together"
        if self.tried[key] and not self.compared[key]:
            return "no peer computes this type"
        if self.tried[key] >= ENOUGH:
            return "peers compute few of these cases"
        return "fewer cases than asked: raise --count"

    def show(self, whole: bool) -> None:
        enough = {key for key in self.wanted if self.compared[key] >= ENOUGH}
        print(
            f"coverage: {len(enough):,} of {len(self.wanted):,} (operator, version, type) with {ENOUGH} cases or more"
        )
        reasons: dict[str, list[Key]] = {}
        for key in sorted(self.wanted - enough):
            reasons.setdefault(self.reason(key), []).append(key)
        for reason, keys in sorted(reasons.items()):
            print(f"  {len(keys):,} {reason}")
            if whole:
                self.list_types(keys)
        for reason, names in sorted(self.not_tried().items()):
            print(f"  {len(names)} operators are not tried: {reason}: {', '.join(names)}")

    def not_tried(self) -> dict[str, list[str]]:
        """The operators without a case, by the reason."""
        found: dict[str, list[str]] = {}
        for domain, name in sorted(SCHEMAS):
            if domain in DOMAINS and (domain, name) not in self.known:
                found.setdefault(NOT_TRIED.get(name, "no recipe, or left out by --only"), []).append(name)
        return found

    def list_types(self, keys: list[Key]) -> None:
        rows: dict[tuple[str, str, int], list[str]] = {}
        for domain, operator, version, kind in keys:
            rows.setdefault((domain, operator, version), []).append(kind)
        for (_, operator, version), kinds in rows.items():
            print(f"    {operator}-{version}: {', '.join(kinds)}")
