# Diorama's commands. On Windows, without make: py -m pip install . && diorama play
PYTHON ?= python3
BIN := .venv/bin
SHOW ?= stories/last-light
PLAY_FLAGS ?=
TESTS ?= tests
SOAK_MINUTES ?= 30
SOAK_FLAGS ?=

.PHONY: play test lint bench soak clean

play: .venv
	$(BIN)/diorama play $(SHOW) $(PLAY_FLAGS)

test: lint
	$(BIN)/python -m pytest -n 2 $(TESTS)

lint: .venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv
	for what in story generator latency pacing; do $(BIN)/diorama bench $$what --json || exit 1; done

soak: .venv
	$(BIN)/python -m tests.soak --minutes $(SOAK_MINUTES) $(SOAK_FLAGS)

.venv: pyproject.toml constraints.txt setup.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/diorama models add styles || true
	$(BIN)/diorama models add inkjs || true
	touch .venv

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache
