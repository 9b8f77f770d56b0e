# sayso: `make serve` shows it, `make test` checks it. Needs Python 3.11 or newer, git and make.

DB ?= db/sayso.db
PORT ?= 8001
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: help serve test lint check bench gains pictures clean

help:
	@echo "make serve      install, read the sample stories, show the site on http://127.0.0.1:$(PORT)/ (PORT=…, DB=…)"
	@echo "make test       install what the tests need, then lint, types and all tests"
	@echo "make bench      the benchmarks behind the README's figures"
	@echo "make gains      claims gained and lost on the labelled sets since BASE (default: main)"
	@echo "make pictures   the README's screenshots, made again"
	@echo "make clean      remove the virtual environment and caches; the database stays"

serve: $(VENV)/.installed
	@$(BIN)/sayso ingest --quiet --db "$(DB)" src/sayso/samples
	@$(BIN)/sayso serve --db "$(DB)" --port $(PORT) --metadata metadata.yml

test: $(VENV)/.tested lint
	$(BIN)/pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python benchmarks/parsing.py
	$(BIN)/python benchmarks/scale.py --articles 2000

BASE ?= main
gains: $(VENV)/.tested
	$(BIN)/python benchmarks/gains.py $(BASE)

pictures: $(VENV)/.tested
	$(BIN)/python benchmarks/screenshots.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/screenshots
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "sayso needs Python 3.11 or newer; none was found" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

# Stamps: a second call finds them newer than pyproject.toml and installs nothing.
$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed tests/browser/chromium.sh
	$(BIN)/python -m pip install --quiet --group dev
	@sh tests/browser/chromium.sh $(BIN)
	@touch $@
