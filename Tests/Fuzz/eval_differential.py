#!/usr/bin/env python3
"""`graven eval` computes what ONNX Runtime or onnx.reference computes, asked of single-operator models made at random.

Cases go through every (operator, version, type parameter, type) that ONNX's schemas allow. Seeds are --seed * 1,000,000
and those that follow, --count of them; --case SEED shows one. ONNX Runtime's answer counts where it has one, else
that of onnx.reference; where the two differ, either is right. A refusal is right where both peers refuse. --hostile
makes the cases wrong, and looks for crashes and hangs only.
"""

from __future__ import annotations

import argparse
import collections
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Conformance"))

from differential.case import Case, Target, all_targets, make  # noqa: E402
from differential.coverage import Coverage  # noqa: E402
from differential.deliberate import deliberate_reason, looseness  # noqa: E402
from differential.hostile import spoil  # noqa: E402
from differential.judge import coarsest, difference  # noqa: E402
from differential.kinds import element  # noqa: E402
from differential.peers import Peers, Refused  # noqa: E402
from differential.program import Fault, run, write  # noqa: E402
from differential.recipes import RECIPES  # noqa: E402
from peers.places import scratch  # noqa: E402
from peers.program import require  # noqa: E402

# Failures of each operator that are printed whole.
SHOWN = 3


@dataclass
class Verdict:
    """How a case ended: `passed`, with how, or why it failed; whether an answer of a peer was there to compare with."""

    passed: bool
    text: str
    compared: bool = False


@dataclass
class Tally:
    """What is printed at the end."""

    ways: collections.Counter[str] = field(default_factory=collections.Counter)
    deliberate: collections.Counter[str] = field(default_factory=collections.Counter)
    failures: list[tuple[Case, str]] = field(default_factory=list)
    passed: int = 0


def judge(case: Case, peers: Peers, folder: Path) -> Verdict:
    """Runs a case here and in the peers, the second of them only where the first does not settle it."""
    got = run(case, folder)
    runtime = peers.ask("onnxruntime", case.model, case.feeds)
    steps, loose = looseness(case)
    coarse = coarsest({element(kind) for kind in case.bound.values()})
    if isinstance(got, list) and not isinstance(runtime, Refused):
        why = difference(runtime, got, steps, loose, coarse)
        if not why:
            return Verdict(True, "as ONNX Runtime", True)
    reference = peers.ask("reference", case.model, case.feeds)
    if isinstance(got, Fault):
        return Verdict(False, got)
    if isinstance(runtime, Refused) and isinstance(reference, Refused):
        return Verdict(True, "only graven computes" if isinstance(got, list) else "all three refuse")
    if isinstance(got, Refused):
        who = "onnx.reference" if isinstance(runtime, Refused) else "ONNX Runtime"
        return Verdict(False, f"refused, though {who} computes: {got}", True)
    if isinstance(reference, Refused):
        return Verdict(False, f"[ONNX Runtime] {why}", True)
    other = difference(reference, got, steps, loose, coarse)
    if isinstance(runtime, Refused):
        text = "as onnx.reference, which ONNX Runtime refuses" if not other else f"[onnx.reference] {other}"
        return Verdict(not other, text, True)
    if not other:
        return Verdict(True, "as onnx.reference, from which ONNX Runtime differs", True)
    return Verdict(False, f"[ONNX Runtime] {why} [onnx.reference] {other}", True)


def judge_hostile(case: Case, folder: Path) -> Verdict:
    """Whether a case that is made wrong ends in an answer or a refusal."""
    spoil(case)
    got = run(case, folder, "--memory", "1G")
    # NumPy refuses to hold some of the empty shapes that come of extreme sizes.
    if isinstance(got, Fault) and not got.startswith("output"):
        return Verdict(False, got)
    return Verdict(True, "refused" if isinstance(got, Refused) else "computed")


def try_all(seeds: range, targets: list[Target], verbose: bool, hostile: bool) -> tuple[Tally, Coverage]:
    tally, coverage, peers = Tally(), Coverage(targets), Peers()
    for seed in seeds:
        case = make(seed, targets, RECIPES)
        if case is None:
            tally.ways["types that do not go together"] += 1
            coverage.unsuitable(targets[seed % len(targets)])
            continue
        with scratch() as folder:
            verdict = judge_hostile(case, Path(folder)) if hostile else judge(case, peers, Path(folder))
        reason = "" if verdict.passed or hostile else deliberate_reason(case, verdict.text)
        coverage.count(case, verdict.compared, verdict.text)
        if verdict.passed:
            tally.passed += 1
            tally.ways[verdict.text] += 1
        elif reason:
            tally.deliberate[reason] += 1
        else:
            tally.failures.append((case, verdict.text))
            if verbose:
                print(f"{seed}: {case}: {verdict.text}", flush=True)
    peers.close()
    return tally, coverage


def show(tally: Tally, coverage: Coverage | None, whole: bool) -> None:
    for text, count in tally.ways.most_common():
        print(f"  {count:,} {text}")
    for text, count in tally.deliberate.most_common():
        print(f"  {count:,} differ deliberately: {text}")
    if coverage:
        coverage.show(whole)
    by_operator = collections.Counter(case.target.operator for case, _ in tally.failures)
    if by_operator:
        print("failures by operator: " + ", ".join(f"{name} {count}" for name, count in by_operator.most_common()))
    shown: collections.Counter[str] = collections.Counter()
    for case, why in tally.failures:
        shown[case.target.operator] += 1
        if shown[case.target.operator] <= SHOWN:
            print(f"  failed: {case.seed}: {case}: {why}")
    if tally.failures:
        print("seeds of failures: " + " ".join(str(case.seed) for case, _ in tally.failures))
    print(f"{tally.passed:,} passed, {len(tally.failures):,} failed")


def show_case(seed: int, targets: list[Target], hostile: bool) -> bool:
    """One case in full, with a folder that stays."""
    case = make(seed, targets, RECIPES)
    if case is None:
        print(f"{targets[seed % len(targets)]}: types that do not go together")
        return True
    folder = Path(tempfile.mkdtemp(prefix=f"graven-case-{seed}-"))
    if hostile:
        verdict = judge_hostile(case, folder)
        print(f"{case}\ngraven {' '.join(write(case, folder))}\n{verdict.text}")
        return verdict.passed
    print(case)
    peers = Peers()
    verdict = judge(case, peers, folder)
    for peer in ("onnxruntime", "reference"):
        print(f"{peer}: {peers.ask(peer, case.model, case.feeds)}")
    peers.close()
    for name, value in case.feeds.items():
        print(f"{name} = {value}")
    print("graven " + " ".join(write(case, folder)))
    print(f"graven: {run_again(case, folder)}")
    print(f"{'passed' if verdict.passed else 'FAILED'}: {verdict.text}")
    return verdict.passed


def run_again(case: Case, folder: Path) -> object:
    """The outputs as the program writes them into a folder of their own."""
    again = folder / "again"
    again.mkdir()
    return run(case, again)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=0, help="where seeds start, in millions")
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--case", type=int, metavar="SEED", help="show one case")
    options.add_argument("--coverage", action="store_true", help="list every type that is not covered")
    options.add_argument("--verbose", action="store_true", help="tell failures as they come")
    options.add_argument("--hostile", action="store_true", help="make cases wrong: only crashes and hangs count")
    options.add_argument("--only", default="", help="operators with a comma between them; other seeds than without")
    chosen = options.parse_args()
    require()
    recipes = {name: made for name, made in RECIPES.items() if not chosen.only or name in chosen.only.split(",")}
    targets = all_targets(recipes)
    if chosen.case is not None:
        sys.exit(0 if show_case(chosen.case, targets, chosen.hostile) else 1)
    start = chosen.seed * 1_000_000
    tally, coverage = try_all(range(start, start + chosen.count), targets, chosen.verbose, chosen.hostile)
    show(tally, None if chosen.hostile else coverage, chosen.coverage)
    sys.exit(1 if tally.failures else 0)


if __name__ == "__main__":
    main()
