# The two commands of the README are `make run` and `make test`; each makes its own environment.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check format bench stress screenshots snapshots wheel clean

run: $(VENV)/run.stamp
	@$(BIN)/scorecard

test: $(VENV)/dev.stamp
	$(BIN)/pytest -n auto $(ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

# The journal under 200 kills and eight writers; the tests run a short form.
stress: $(VENV)/dev.stamp
	$(BIN)/python -m tests.stress

screenshots: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.screenshots

# After a change of a screen: look at the report first, then accept the new pictures.
snapshots: $(VENV)/dev.stamp
	$(BIN)/pytest tests/app --snapshot-update

wheel: $(VENV)/dev.stamp
	$(PIP) install --constraint constraints.txt build
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) dist build screenshots

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Scorecard needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Scorecard into $(VENV) ..." >&2
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Scorecard and what its tests need into $(VENV) ..." >&2
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@
