#!/usr/bin/env python3
"""Makes a wheel that holds the static program, as pip installs it to a virtual environment's programs.

Usage: wheel.py VERSION PROGRAM OUTPUT_FOLDER

Sources: the binary distribution format of packaging.python.org ("Recording installed projects", "The .data directory")
and PEP 600 (manylinux_2_NN: the glibc that the program asks for).
"""

from __future__ import annotations

import base64
import hashlib
import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# No clock: the same program makes the same wheel.
DATE = (2020, 1, 1, 0, 0, 0)

METADATA = """\
Metadata-Version: 2.1
Name: graven
Version: {version}
Summary: ONNX models as text: read, edit, check, diff and run them
License: Apache-2.0
License-File: LICENSE
License-File: NOTICE
Keywords: onnx,lint,formatter,language-server,pre-commit
Classifier: Development Status :: 4 - Beta
Classifier: License :: OSI Approved :: Apache Software License
Classifier: Operating System :: POSIX :: Linux
Classifier: Topic :: Scientific/Engineering :: Artificial Intelligence
Classifier: Topic :: Software Development :: Quality Assurance
Requires-Python: >=3.7
Description-Content-Type: text/markdown

{description}
"""
WHEEL = "Wheel-Version: 1.0\nGenerator: graven\nRoot-Is-Purelib: false\nTag: {tag}\n"


def glibc(program: Path) -> int:
    """The newest glibc 2.N whose symbols a program asks for."""
    listed = subprocess.run(["objdump", "-T", program], capture_output=True, text=True, check=True).stdout
    return max(int(minor) for minor in re.findall(r"GLIBC_2\.(\d+)", listed))


def stripped(program: Path) -> bytes:
    """The program without its symbols, which are two fifths of it."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "graven")
        subprocess.run(["strip", "--strip-all", "-o", small, program], check=True)
        return small.read_bytes()


def main() -> None:
    version, program, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    tag = f"py3-none-manylinux_2_{glibc(program)}_{platform.machine()}"
    info = f"graven-{version}.dist-info"
    files = {
        f"graven-{version}.data/scripts/graven": stripped(program),
        f"{info}/METADATA": METADATA.format(version=version, description=(ROOT / "README.md").read_text()).encode(),
        f"{info}/WHEEL": WHEEL.format(tag=tag).encode(),
        f"{info}/licenses/LICENSE": (ROOT / "LICENSE").read_bytes(),
        f"{info}/licenses/NOTICE": (ROOT / "NOTICE").read_bytes(),
    }
    record = ""
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        record += f"{name},sha256={digest},{len(content)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()

    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"graven-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            archive.writestr(entry, content)
    print(f"{wheel} ({wheel.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
