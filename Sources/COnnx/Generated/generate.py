#!/usr/bin/env python3
"""Generates onnx.pb-c.c and onnx.pb-c.h from the schema that the installed onnx wheel ships.

    generate.py [--check]

Every `string` becomes `bytes`: protobuf-c ends a string at its first NUL byte, and ONNX files hold any bytes.
--check writes nothing and exits 1 if the committed files differ. Needs protoc-c (Debian: protobuf-c-compiler).
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TARGETS = {"onnx.pb-c.c": HERE / "onnx.pb-c.c", "onnx.pb-c.h": HERE.parent / "include" / "onnx.pb-c.h"}


def schema() -> str:
    import onnx

    text = (pathlib.Path(onnx.__file__).parent / "onnx-ml.proto").read_text()
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r"\bstring(\s+\w+\s*=)", r"bytes\1", text)
    text = re.sub(r"option optimize_for[^;]*;", "", text)
    return f"// From onnx-ml.proto of onnx {onnx.__version__}.\n" + re.sub(r"\n\s*\n+", "\n", text)


def generate() -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "onnx.proto").write_text(schema())
        subprocess.run(["protoc-c", f"--proto_path={place}", f"--c_out={place}", "onnx.proto"], check=True)
        return {name: (place / name).read_text() for name in TARGETS}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    for name, text in generate().items():
        target = TARGETS[name]
        if not check:
            target.write_text(text)
        elif not target.exists() or target.read_text() != text:
            print(f"{name} differs from what the onnx wheel's schema gives: run Sources/COnnx/Generated/generate.py")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
