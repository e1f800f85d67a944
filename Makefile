# `make demo` and `make test` set up all they need in .venv; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
EXAMPLES := examples/nam-2024.yaml

.DEFAULT_GOAL := help
.PHONY: help demo test test-long lint types coverage bench fuzz golden clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

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

coverage: $(VENV)/.dev  ## all tests in their reduced form, with the coverage that they must reach
	$(BIN)/coverage run -m pytest -m 'not long'
	$(BIN)/coverage report --include='*/cchc_rules/model/*,*/cchc_rules/engine/*' --fail-under=100
	$(BIN)/coverage report --omit='*/cchc_rules/model/*,*/cchc_rules/engine/*' --fail-under=95

test-long: $(VENV)/.dev  ## the tests in their long form: brute force and fuzzing at full size
	$(BIN)/pytest -m long

bench: $(VENV)/.dev  ## the figures of docs/performance.md, measured here
	$(BIN)/python benchmarks/measure.py

fuzz: $(VENV)/.dev  ## 100,000 fuzzed documents
	$(BIN)/python benchmarks/fuzz_documents.py --count 100000

golden: $(VENV)/.dev  ## write the golden files anew; read the difference before you commit it
	$(BIN)/pytest --update-golden

clean:  ## remove what make has made
	rm -rf $(VENV) .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
