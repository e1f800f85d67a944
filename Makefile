# `make demo` and `make test` set up all they need in .venv; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
EXAMPLES := examples/nam-2024.yaml
PICTURES :=
BROWSER := chromium fonts-liberation2 fonts-dejavu-core poppler-utils
SUDO = $(if $(filter 0,$(shell id -u)),,sudo -n)
VERSIONS := 3.11 3.12 3.13 3.14
LOWEST := $(VENV)/lowest
REDUCED := -m 'not long and not browser'
HALF := tests/engine tests/explain tests/laws tests/testing

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-browser chromium test-versions test-lowest build lint types coverage bench differential fuzz golden clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

$(BIN)/cchc-rules: pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/cchc-rules
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --editable '.[dev]'
	@touch $@ $(BIN)/cchc-rules

demo: $(BIN)/cchc-rules  ## who is eligible for what in the example dossiers, and why
	$(BIN)/cchc-rules evaluate $(EXAMPLES)

test: $(VENV)/.dev lint types coverage  ## everything that a landing must hold

lint: $(VENV)/.dev  ## style and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev  ## mypy strict, sources and tests
	$(BIN)/mypy

coverage: $(VENV)/.dev  ## all tests in their reduced form, in two halves side by side, with the coverage that they must reach
	@$(BIN)/coverage erase
	@$(BIN)/coverage run --parallel-mode -m pytest -q $(REDUCED) $(HALF) > $(VENV)/half.txt 2>&1 & half=$$!; \
	$(BIN)/coverage run --parallel-mode -m pytest -q $(REDUCED) tests $(HALF:%=--ignore=%); rest=$$?; \
	wait $$half; half=$$?; cat $(VENV)/half.txt; test $$half -eq 0 && test $$rest -eq 0
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --include='*/cchc_rules/model/*,*/cchc_rules/engine/*' --fail-under=100
	$(BIN)/coverage report --omit='*/cchc_rules/model/*,*/cchc_rules/engine/*' --fail-under=95

test-long: $(VENV)/.dev  ## the tests in their long form: brute force and fuzzing at full size
	$(BIN)/pytest -m long

test-browser: $(VENV)/.dev  ## the HTML pages in a real Chromium; PICTURES=folder keeps what it saw
	CCHC_RULES_PICTURES="$(PICTURES)" $(BIN)/pytest -m browser tests/browser

chromium:  ## what test-browser needs, on Debian or Ubuntu, as root or with sudo
	$(SUDO) apt-get update
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $(BROWSER)

test-versions:  ## the tests in their reduced form under every Python of VERSIONS that is found, on PATH or with pyenv
	@passed= failed= missing=; for version in $(VERSIONS); do \
	    python=; for candidate in "python$$version" "$${PYENV_ROOT:-$$HOME/.pyenv}/versions/$$version".*/bin/python; do \
	        "$$candidate" -c "import ensurepip, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$$version')" 2> /dev/null \
	            && python="$$candidate" && break; \
	    done; \
	    if test -z "$$python"; then missing="$$missing $$version"; continue; fi; \
	    echo "== Python $$version: $$python"; own="$(VENV)/versions/$$version"; \
	    if $(MAKE) --no-print-directory PYTHON="$$python" VENV="$$own" "$$own/.dev" && "$$own/bin/pytest" -q -m 'not long and not browser'; \
	    then passed="$$passed $$version"; else failed="$$failed $$version"; fi; \
	done; \
	echo "passed:$${passed:- none}; failed:$${failed:- none}; not found:$${missing:- none}"; \
	test -n "$$passed" && test -z "$$failed"

test-lowest:  ## the tests in their reduced form with the oldest requirements that pyproject.toml admits
	$(PYTHON) -m venv $(LOWEST)
	grep -viE '^(attrs|jsonschema|PyYAML)==' $(CONSTRAINTS) > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -c 'import tomllib; \
	    print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' \
	    | sed 's/>=/==/' >> $(LOWEST)/constraints.txt
	$(LOWEST)/bin/pip install --quiet --disable-pip-version-check --constraint $(LOWEST)/constraints.txt --editable '.[dev]'
	$(LOWEST)/bin/pytest -q -m 'not long and not browser'

build: $(VENV)/.dev  ## the wheel and the sdist of a release, in dist/
	$(BIN)/python -m build --no-isolation --outdir dist

bench: $(VENV)/.dev  ## the figures of docs/performance.md, measured here
	$(BIN)/python benchmarks/measure.py
	$(BIN)/python benchmarks/engines.py
	$(BIN)/python benchmarks/dossiers.py
	$(BIN)/python benchmarks/jsonl.py

differential: $(VENV)/.dev  ## two million comparisons of the engines; takes half an hour
	$(BIN)/python benchmarks/differential.py --count 2000000

fuzz: $(VENV)/.dev  ## 100,000 fuzzed documents
	$(BIN)/python benchmarks/fuzz_documents.py --count 100000

golden: $(VENV)/.dev  ## write the golden files anew; read the difference before you commit it
	$(BIN)/pytest -m 'not browser' --update-golden

clean:  ## remove what make has made
	rm -rf $(VENV) .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
