# make demo   reads the example coverage, prints what is found, writes the page
# make test   lint, types and tests
# make lint   lint and types alone
# make bench  every measurement (SECONDSOURCE_DATA names the folder of the data sets)
# make lock   chooses the locked versions anew (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BENCH ?=

.PHONY: help demo test lint bench lock clean

help:
	@sed -n 's/^# //p' Makefile

# A stamp is written last, so an interrupted set-up is simply done again.
$(VENV)/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/bench: $(VENV)/dev requirements-bench.lock
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

demo: $(VENV)/run
	$(BIN)/secondsource demo

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/bench
	$(BIN)/python -m bench $(BENCH)

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --no-emit-index-url --no-emit-find-links --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --no-emit-index-url --no-emit-find-links --group build --extra dev pyproject.toml \
	  -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --no-emit-index-url --no-emit-find-links --group build --extra dev --extra bench \
	  pyproject.toml -o requirements-bench.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache demo.db demo.db-wal demo.db-shm demo.html
