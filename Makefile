# Everything a person or CI does with this repository. `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup packages layout demo build static manual install deb wheel vsix test test-browser pictures bench bench-eval fuzz fuzz-eval lint clean

PYTHON3 ?= python3
VENV_PYTHON := .venv/bin/python
GRAVEN := .build/release/graven
STATIC := .build/static/graven
VERSION := $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/graven/Graven.swift)
PREFIX ?= /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What a bare Debian 12 with Swift 6.3 lacks. The -dev packages bring the static archives that `make static` links.
# The editors, and what shows Kate without a screen, are the clients that the language server is tried with.
DEBIAN_PACKAGES := dbus-x11 dpkg-dev elpa-eglot elpa-lsp-mode emacs-nox g++ git git-lfs graphviz imagemagick kate \
  libjpeg-dev libkf5syntaxhighlighting-tools liblzma-dev libopenjp2-7-dev libpng-dev libprotobuf-c-dev libtiff-dev \
  libwebp-dev libxml2-dev make man-db neovim nodejs pkg-config protobuf-c-compiler python3 python3-venv vim-ale xdotool xvfb zlib1g-dev

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s "$$(printf '\t')"

setup: packages .venv/.complete ## install Debian packages and the Python peers that the tests compare with (idempotent)

packages:
	@installed=$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' $(DEBIAN_PACKAGES) 2>/dev/null \
	  | awk '$$2 == "installed" { print $$1 }' | sort -u || true); \
	missing=$$(comm -13 <(echo "$$installed") <(printf '%s\n' $(DEBIAN_PACKAGES) | sort -u)); \
	if [ -n "$$missing" ]; then \
	  echo "Installing Debian packages:" $$missing; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

# The stamp holds the requirements that are installed, so that a change of the file installs them anew.
.venv/.complete: Tests/requirements.txt | packages
	@if ! cmp -s $< $@; then \
	  echo "Installing the Python peers into .venv"; \
	  $(PYTHON3) -m venv .venv; \
	  $(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check -r $<; \
	fi
	@cp $< $@

demo: ## the five-minute tour: a trained model as text, changed, built back, run in ONNX Runtime
	@bash docs/demo.sh

build: ## release build: .build/release/graven
	swift build -c release --product graven --explicit-target-dependency-import-check error

# One file to copy: every library but glibc's comes from its archive. SwiftPM asks pkg-config where libraries are,
# so pkg-config is pointed at a folder that holds nothing but archives; the C++ runtime and libxml2's own needs follow.
STATIC_ARCHIVES := protobuf-c xml2 z lzma stdc++
STATIC_LINK := $(foreach word,--start-group -lno-icu -lz -llzma -lstdc++ --end-group,-Xlinker $(word))
# What the static program and the package's, which differ in their libraries only, are compiled with.
STATIC_BUILD := swift build -c release --product graven --explicit-target-dependency-import-check error \
  --scratch-path .build/static/scratch --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
STATIC_PRODUCT := .build/static/scratch/release/graven

static: ## one self-contained executable: .build/static/graven
	@mkdir -p .build/static/lib/pkgconfig
	@for name in $(STATIC_ARCHIVES); do ln -sf "$$(gcc -print-file-name=lib$$name.a)" .build/static/lib/lib$$name.a; done
	@for pair in libprotobuf-c:protobuf-c libxml-2.0:xml2 zlib:z; do \
	  module=$${pair%%:*}; \
	  printf 'Name: %s\nDescription: archive only\nVersion: %s\nCflags: %s\nLibs: -L%s -l%s\n' "$$module" \
	    "$$(pkg-config --modversion "$$module")" "$$(pkg-config --cflags "$$module")" "$(CURDIR)/.build/static/lib" \
	    "$${pair##*:}" > ".build/static/lib/pkgconfig/$$module.pc"; \
	done
	@version=$$(nm .build/static/lib/libxml2.a 2>/dev/null | sed -n 's/.* U ucnv_open_//p' | head -n 1); \
	gcc -O2 -DICU_VERSION="$${version:-0}" -c packaging/no_icu.c -o .build/static/lib/no_icu.o; \
	ar rcs .build/static/lib/libno-icu.a .build/static/lib/no_icu.o
	PKG_CONFIG_PATH="$(CURDIR)/.build/static/lib/pkgconfig" $(STATIC_BUILD) $(STATIC_LINK)
	@install -m 755 $(STATIC_PRODUCT) $(STATIC)
	@strip --strip-debug $(STATIC)

# The argument parser's own tool writes the pages from what the program says of itself.
manual: static ## man pages and shell completions: .build/manual/share
	@package=.build/static/scratch/checkouts/swift-argument-parser; \
	swift build -c release --package-path $$package --scratch-path .build/manual/scratch --product generate-manual
	packaging/manual.sh $(STATIC) .build/manual/scratch/release/generate-manual .build/manual/share

install: manual ## the static program with its man pages and completions, to PREFIX (/usr/local)
	install -D -m 755 $(STATIC) "$(DESTDIR)$(PREFIX)/bin/graven"
	cp -R .build/manual/share "$(DESTDIR)$(PREFIX)/"

deb: manual ## a Debian package, which uses the system's libraries: .build/packages/graven_VERSION_ARCHITECTURE.deb
	$(STATIC_BUILD)
	packaging/deb.sh $(VERSION) $(STATIC_PRODUCT) .build/manual/share .build/packages

wheel: static ## a Python package that holds the static program: .build/packages/graven-VERSION-py3-none-PLATFORM.whl
	$(PYTHON3) packaging/wheel.py $(VERSION) $(STATIC) .build/packages

vsix: ## the VS Code extension: .build/packages/graven-VERSION.vsix
	$(PYTHON3) packaging/vsix.py .build/packages

test: setup layout static ## Swift tests, then conformance of the static executable; ends in `N passed, N failed`
	GRAVEN="$(CURDIR)/$(STATIC)" $(VENV_PYTHON) Tests/Conformance/run.py --swift-tests

# Not a part of `make test`: half a gigabyte of packages. Chromium shows letters only where there is a font.
test-browser: DEBIAN_PACKAGES += chromium fonts-dejavu-core
test-browser: packages build .build/browser/.complete ## JupyterLab in Chromium with `graven lsp`; screenshots go to docs/images
	.build/browser/bin/python Tests/Browser/jupyterlab.py --pictures docs/images

pictures: build test-browser ## what docs/images shows, from real runs: a terminal, JupyterLab
	$(PYTHON3) docs/images/terminal.py

.build/browser/.complete: Tests/Browser/requirements.txt $(shell find editors/jupyterlab -type f) | packages
	@if ! cmp -s $< $@; then \
	  echo "Installing JupyterLab into .build/browser"; \
	  $(PYTHON3) -m venv .build/browser; \
	  .build/browser/bin/python -m pip install --quiet --disable-pip-version-check -r $<; \
	fi
	@.build/browser/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	  --force-reinstall ./editors/jupyterlab
	@cp $< $@

bench: setup build static wheel ## speed and memory beside the peers
	$(VENV_PYTHON) Tests/Benchmarks/bench.py
	$(VENV_PYTHON) Tests/Benchmarks/everyday_bench.py
	$(VENV_PYTHON) Tests/Benchmarks/server_bench.py

bench-eval: setup build ## `graven eval` beside ONNX Runtime and onnx.reference: speed, first results, memory
	$(VENV_PYTHON) Tests/Benchmarks/eval_bench.py

fuzz: setup build ## libFuzzer targets for two minutes each, then 100,000 damaged binaries and texts, 100,000 for fmt, 20,000 edits for lsp
	$(VENV_PYTHON) Tests/Fuzz/fuzz.py --seconds 120
	$(VENV_PYTHON) Tests/Conformance/damaged.py --count 100000
	$(VENV_PYTHON) Tests/Conformance/fmt_laws.py --count 100000
	GRAVEN_SOAK=20000 $(VENV_PYTHON) Tests/Conformance/soak.py

fuzz-eval: setup build ## 20,000 random nodes in `graven eval`, ONNX Runtime and onnx.reference
	$(VENV_PYTHON) Tests/Fuzz/eval_differential.py --count 20000

lint: layout build ## layout of the Swift code, and that every module imports only what Package.swift lets it

layout:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

clean: ## remove what was built (the caches of downloads stay in .cache)
	rm -rf .build .venv
