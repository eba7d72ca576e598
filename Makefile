# Two commands on a fresh machine:  make brief   and   make test
# Needed: Python 3.11 or newer, make, and a package index for the first run. Later runs work offline.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
EPISODE ?= examples/01-fisheries-talks
OUT    ?= build/brief.html

.PHONY: setup brief test lint bench lock clean help

help:
	@echo "make brief   set up and brief an example episode (EPISODE=folder, OUT=page.html)"
	@echo "make test    set up and run every test"
	@echo "make lint    format, lint, strict types, import layers"
	@echo "make bench   speed and quality benchmarks beside their bars"
	@echo "make lock    write requirements/lock.txt anew (needs uv)"

setup: $(READY)

$(READY): pyproject.toml requirements/lock.txt
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(READY)

brief: $(READY)
	@mkdir -p $(dir $(OUT))
	@$(BIN)/dragoman brief --html "$(OUT)" $(EPISODE)

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/ruff check src tests bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/acceptance.py
	$(BIN)/python bench/corpus.py
	$(BIN)/python bench/episodes.py
	$(BIN)/python bench/short.py
	$(BIN)/python bench/scale.py --reports 2000
	$(BIN)/python bench/project.py --reports 1000
	$(BIN)/python bench/survival.py
	$(BIN)/python bench/robustness.py
	$(BIN)/python bench/quality.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--extra dev pyproject.toml -o requirements/lock.txt

clean:
	rm -rf $(VENV) build
