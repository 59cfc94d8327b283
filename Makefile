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
	@sed -n -e '/^$$/q' -e 's/^# //p' Makefile

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

# For every supported Python and platform, and without a word of where the packages lie.
LOCK := uv pip compile pyproject.toml --group build --universal --python-version 3.11 --quiet \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade
# The model only as the wheel that was looked into (decisions/002-dependencies.md).
MODEL := e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
UNCHECKED := f237882f9c6ff55334232036e0d07a9d995564dafbed53a7898b935297df7c2e

lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra dev --extra bench -o requirements-bench.lock
	sed -i.old -e '/$(UNCHECKED)/d' -e 's/\($(MODEL)\) \\/\1/' requirements*.lock
	rm requirements*.lock.old

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache demo.db demo.db-wal demo.db-shm demo.html
