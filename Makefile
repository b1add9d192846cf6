# Everything a person does with this project. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help run demo test check proof bench docs lock text-shaping browser
.DELETE_ON_ERROR:

BIN := .venv/bin
# The first Python on this machine that is new enough.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := --require-hashes --only-binary :all: --requirement
ITSELF := --no-deps --no-build-isolation
# Tests that share a costly fixture lie in one file, so a file is given to one process whole.
PYTEST := $(BIN)/pytest -n auto --dist loadfile
SLOW := drawing or process or pages or network or postgres or browser or crash or proof
FAST := --ignore tests/web --ignore tests/cli -p no:playwright -m "not ($(SLOW))"

# What was compiled is kept for the next process, whatever the shell says: each spares seconds.
unexport PYTHONDONTWRITEBYTECODE

help: ## Say what make can do here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

run: .venv/run text-shaping ## Set up what is missing, then serve on http://localhost:8000
	$(BIN)/outreach serve

demo: .venv/run text-shaping ## Run a whole campaign in virtual time; the report is left in out/demo
	$(BIN)/outreach demo

test: .venv/test text-shaping browser ## Set up what is missing, then run every test and say what was skipped
	@failed=0; \
	$(PYTEST) $(FAST) || failed=1; \
	$(PYTEST) -m "(drawing or process or pages or network) and not (postgres or proof)" || failed=1; \
	$(PYTEST) -m "postgres and not (crash or proof)" || failed=1; \
	$(PYTEST) -m "browser and not proof" || failed=1; \
	$(BIN)/pytest -m "crash and not proof" || failed=1; \
	exit $$failed

check: .venv/test ## Format, lint, types, architecture and the fast tests: before every commit
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -q $(FAST)

proof: .venv/test text-shaping ## Run the long proofs: a first run from a clean clone, every law on many examples
	$(BIN)/pytest -m proof
	$(PYTEST) -m hypothesis --hypothesis-profile thorough

bench: .venv/test ## Measure speed as ratios against a limit taken in the same run
	PYTHONPATH=tests $(BIN)/python -m bench

docs: .venv/test ## Write the reference pages that come from the code
	$(BIN)/python -m scripts.reference

lock: ## Resolve the dependencies anew: exact versions and hashes, no addresses
	@test -n "$(PYTHON)" || { echo "make lock needs Python 3.11 or later."; exit 1; }
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
	&& $(PYTHON) -m venv "$$folder" && "$$folder/bin/pip" install --quiet uv \
	&& lock() { "$$folder/bin/uv" pip compile pyproject.toml --group build --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --upgrade --quiet \
		--custom-compile-command "make lock" "$$@"; } \
	&& lock --extra postgres --extra test --output-file requirements-test.lock \
	&& lock --extra postgres --constraint requirements-test.lock --output-file requirements.lock

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Outreach needs Python 3.11 or later, and none was found." \
		"On Debian: apt-get install python3 python3-venv. Then type make again."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual" \
		"environment. On Debian: apt-get install python3-venv. Then type make again."; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Stamps: an install is repeated only when the lock or the project's own description changes.
.venv/run: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) $(LOCKED) requirements.lock
	$(INSTALL) $(ITSELF) --editable .
	@touch $@

.venv/test: requirements-test.lock pyproject.toml | $(BIN)/python
	$(INSTALL) $(LOCKED) requirements-test.lock
	$(INSTALL) $(ITSELF) --editable .
	@touch $@ .venv/run

text-shaping: .venv/run
	@$(BIN)/python -c 'from PIL import features; raise SystemExit(not features.check("fribidi"))' \
	|| scripts/system-package libfribidi0 "Picture cards in right-to-left scripts will be refused."

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	|| command -v google-chrome >/dev/null \
	|| scripts/system-package chromium "Tests in the browser will be skipped."
