# sayso: `make serve` shows it, `make test` checks it. Needs Python 3.11 or newer, git and make.

DB ?= db/sayso.db
PORT ?= 8001
VENV ?= .venv
BIN := $(VENV)/bin
# The first that is new enough and can make a virtual environment with pip in it (Debian keeps ensurepip in python3-venv).
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: help serve test lint alpha compiled bench gold gains lexicon pictures docs clean

help:
	@echo "make serve      install, read the sample stories, show the site on http://127.0.0.1:$(PORT)/ (PORT=…, DB=…)"
	@echo "make test       install what the tests need, then lint, types and all tests"
	@echo "make alpha      the site's tests on the newest Datasette 1.0 alpha; reports failures, but exits 0"
	@echo "make compiled   build a wheel with the grammar as machine code for this machine, and run all tests with it"
	@echo "make bench      the benchmarks behind the figures in docs/speed.md"
	@echo "make gold       how well figures and statements are read in sentences of our own"
	@echo "make gains      claims gained and lost on the labelled sets since BASE (default: HEAD)"
	@echo "make lexicon    make the tables of units and currencies again from CLDR"
	@echo "make pictures   make the screenshots in docs/pictures again"
	@echo "make docs       write the generated parts of README.md and docs/ again"
	@echo "make clean      remove the virtual environment and caches; the database stays"

serve: $(VENV)/.installed
	@$(BIN)/sayso ingest --quiet --db "$(DB)" src/sayso/samples
	@echo "The command is $(BIN)/sayso; to call it sayso: . $(BIN)/activate"
	@$(BIN)/sayso serve --db "$(DB)" --port $(PORT) --metadata metadata.yml

# The browser is looked up at each call: it may have been installed or removed since the last one.
CHROMIUM = SAYSO_CHROMIUM="$$(sh tests/browser/chromium.sh $(BIN))"

test: $(VENV)/.tested lint
	$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal --ignore=tests/browser
# In a separate process: the browser tests leave an event loop running, in which no other asynchronous test can start.
	$(CHROMIUM) $(BIN)/pytest -n auto --maxprocesses 2 --dist worksteal tests/browser

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Datasette 1.0 is not released: failures are reported, but do not fail the target.
alpha: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --upgrade --pre --target build/alpha datasette
	-PYTHONPATH=build/alpha $(BIN)/pytest -q -p no:cacheprovider tests/test_publish_site.py tests/test_publish_safety.py tests/test_metadata.py

# From a copy: compiled modules stay beside their source, and would be imported from there from then on.
compiled: $(VENV)/.tested
	rm -rf build/compiled && mkdir -p build/compiled/source
	git ls-files -z | tar --null -T - -c | tar -x -C build/compiled/source
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/compiled build/compiled/source
	$(BIN)/python -m pip install --quiet --no-deps --target build/compiled/installed build/compiled/*.whl
	PYTHONPATH=build/compiled/installed $(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal -p no:cacheprovider --ignore=tests/browser tests

bench: $(VENV)/.tested
	$(BIN)/python benchmarks/parsing.py
	$(BIN)/python benchmarks/scale.py --articles 2000
	$(BIN)/python benchmarks/one_more.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/bulk.py

BASE ?= HEAD
gold: $(VENV)/.tested
	$(BIN)/python benchmarks/gold.py

gains: $(VENV)/.tested
	$(BIN)/python benchmarks/gains.py $(BASE)

lexicon: $(VENV)/.tested
	$(BIN)/python benchmarks/cldr.py

pictures: $(VENV)/.tested
	$(CHROMIUM) $(BIN)/python benchmarks/screenshots.py

docs: $(VENV)/.tested
	$(BIN)/python benchmarks/readme.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/screenshots
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a second call finds them newer than what they depend on and installs nothing.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "sayso needs Python 3.11 or newer with venv (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.made
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
