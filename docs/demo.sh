#!/usr/bin/env bash
# The five-minute tour, run by `make demo`: a trained model out of a PyPI wheel becomes text, is changed, formatted,
# built back, and run in ONNX Runtime beside the original. Everything it makes lies in demo-output/.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }
shown() { printf '  $ %s\n' "$*"; "$@"; }

step "1. Set up and build (the first time takes some minutes)"
make --no-print-directory setup
if [ -n "${GRAVEN:-}" ]; then graven=$GRAVEN; else make --no-print-directory build; graven=.build/release/graven; fi
python=.venv/bin/python
out=demo-output
rm -rf "$out"
mkdir -p "$out"

step "2. Get a model that people use: silero_vad.onnx, a voice activity detector, out of PyPI's silero-vad 6.2.3"
wheels=.cache/packages/silero-vad-6.2.3
$python -m pip download --quiet --disable-pip-version-check --no-deps --dest "$wheels" silero-vad==6.2.3
$python -m zipfile -e "$wheels"/silero_vad-*.whl "$out/wheel"
cp "$(find "$out/wheel" -name silero_vad.onnx)" "$out/silero_vad.onnx"
rm -r "$out/wheel"
ls -l "$out/silero_vad.onnx" | awk '{ print "  " $5 " bytes" }'

step "3. Read it as text; the weights stay in the .onnx file, the text refers to them by name"
shown "$graven" text "$out/silero_vad.onnx" -o "$out/silero_vad.onnxtxt"
echo "  $(wc -l < "$out/silero_vad.onnxtxt") lines; the first of them:"
head -n 24 "$out/silero_vad.onnxtxt" | cut -c 1-116 | sed 's/^/  | /'

step "4. Is anything lost on the way there and back? verify proves that nothing is"
shown "$graven" verify "$out/silero_vad.onnx"

step "5. Change it by hand: another producer, a comment, and a note that stays in the model. Then format it"
node='^\( *\)\(.* = .*(.*)\)$'
sed -e 's/producer_name: *"[^"]*"/producer_name:   "graven demo"/' \
  -e "0,/$node/s//\\1# The first node that stands on one line.\\n\\1\\2\\n\\1@meta [\"owner\":   \"the audio team\"]/" \
  "$out/silero_vad.onnxtxt" > "$out/changed.onnxtxt"
shown "$graven" fmt "$out/changed.onnxtxt"
diff "$out/silero_vad.onnxtxt" "$out/changed.onnxtxt" | cut -c 1-116 | sed 's/^/  | /' || true

step "6. Build the changed text to a binary again, and prove its round trip as well"
shown "$graven" build "$out/changed.onnxtxt" -o "$out/changed.onnx"
shown "$graven" verify "$out/changed.onnx"

step "7. Run both in ONNX Runtime on the same seeded input"
$python docs/demo_outputs.py "$out/silero_vad.onnx" "$out/changed.onnx"

step "Done. Look around in $out/, change the text, and build it again."
