# Two commands: `make run` opens the dashboard, `make test` runs every test. Both do all the set-up they need.
PYTHON ?= python3
PORT   ?= 8501
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
UV_VERSION := 0.13.9

# Compiled files are kept between runs: without them every run of the tests would compile each of its files again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint types contracts fast browser build lock clean help
.DEFAULT_GOAL := help

help:            ## this list
	@grep -E '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/.run  ## serve the dashboard on 127.0.0.1:8501 (PORT= for another)
	@$(BIN)/python -m yardstick serve --port $(PORT)

build: $(VENV)/.run  ## build the store from data/
	@$(BIN)/python -m yardstick build

test: $(VENV)/.dev browser lint types contracts  ## set up everything and run every test, browser tests included
	$(BIN)/python -m pytest -n 3 --dist loadgroup

check: $(VENV)/.dev lint types contracts fast  ## the quick loop

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports --no-cache > $(VENV)/contracts.txt || { cat $(VENV)/contracts.txt; exit 1; }

fast: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 -m "not browser and not slow and not page"

browser: $(VENV)/.dev  ## Chromium and a Chinese font for the browser tests, where they are missing
	@$(BIN)/python tests/browser_setup.py

lock:            ## resolve the dependencies anew into the two lock files
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q pyproject.toml --extra dev -o requirements-dev.txt

clean:           ## remove the environment and every built file
	rm -rf $(VENV) data/store data/yardstick.duckdb tests/artefacts benchmarks/out

# The environment: the standard library's venv where it works, virtualenv where Debian left ensurepip out.
$(UV):
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { $(PYTHON) -m pip install --quiet --user --break-system-packages virtualenv \
	  && $(PYTHON) -m virtualenv --quiet $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.run: requirements.txt pyproject.toml | $(UV)
	@[ -e $(VENV)/.dev ] || $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(UV)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@ $(VENV)/.run
