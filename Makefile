# The same targets for people and for CI. `make demo` and `make test` need only git, make and Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WHEELS := --only-binary :all: --no-build-isolation

.PHONY: demo test test-browser test-peers check bench look vega format goldens clean

demo: $(VENV)/installed
	@$(BIN)/wigmore demo
	@echo "the command is $(BIN)/wigmore; . $(BIN)/activate puts it on the path"

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto tests src --doctest-modules

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

test-browser: $(VENV)/browser
	$(BIN)/python -m pytest tests/browser

test-peers: $(VENV)/bench
	$(BIN)/python -m pytest -n auto tests/peers

look: $(VENV)/browser
	$(BIN)/python -m tests.look

vega: $(VENV)/dev
	$(BIN)/python -m tests.bundle

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

goldens: $(VENV)/dev
	UPDATE_GOLDENS=1 $(BIN)/python -m pytest -n auto tests

clean:
	rm -rf $(VENV) build dist wigmore-demo look

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --only-binary :all: "pip>=24" "hatchling>=1.25" "editables>=0.5"

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install $(WHEELS) -e .
	@touch $@

$(VENV)/dev: pyproject.toml | $(BIN)/python
	$(PIP) install $(WHEELS) -e ".[dev]"
	@touch $@ $(VENV)/installed

$(VENV)/bench: pyproject.toml $(VENV)/dev
	$(PIP) install $(WHEELS) -e ".[dev,bench]"
	@touch $@

# Chromium comes from the system: the browsers that playwright would download are not needed.
$(VENV)/browser: pyproject.toml $(VENV)/dev
	$(PIP) install $(WHEELS) -e ".[dev,browser]"
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium) \
		|| (echo "these targets need chromium on the path, and apt-get could not install it" >&2; exit 1)
	@touch $@
