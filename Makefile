# Four commands, each from nothing but make and Python 3.11 or newer:
#   make demo   extract the facts of the five seed articles and print them
#   make test   every check there is, all of these:
#     make lint       style and layout of the code (ruff)
#     make types      types (mypy)
#     make layers     what may import what (import-linter)
#     make docs       the site builds, no link of it is broken
#     make generated  generated files are what their scripts write
#     make pytest     tests, examples and clean installs; a part of them: make pytest TESTS=tests/grammar
#   make fuzz   a hundred times the random examples of make test, and 100 000 texts read by both
#               engines; in MINUTES=240 at most each
#   make bench  how fast, from what start, in what memory; written to docs/performance.md
# All work in .venv, which is made with the newest Python found; name another: make test PYTHON=python3.12
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
# Tests start hundreds of processes, which need not each compile what they import.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint types layers docs generated warm pytest fuzz bench
help:
	@sed -n '/^VENV/q;s/^# \?//p' Makefile

demo: $(VENV)/.installed
	@$(BIN)/tradefacts extract --format table seeds/*.txt
	@$(BIN)/tradefacts facts --format table seeds/*.txt

# Two at a time, and then what takes all cores by itself. Make waits for what it has begun, and fails
# where any of it does.
test: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory --jobs 2 lint types warm layers docs generated
	@$(MAKE) --no-print-directory pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

# All are looked at, so that one run tells of every file to be written anew.
generated: $(VENV)/.installed-dev
	for script in $(wildcard scripts/generate_*.py); do \
	  $(BIN)/python -W error $$script --check || stale=yes; \
	done; test -z "$$stale"

# What all tests need is compiled once, and not by each of their processes.
warm: $(VENV)/.installed-dev
	$(BIN)/tradefacts facts --format json seeds/*.txt > /dev/null

TESTS :=
pytest: warm
	$(BIN)/pytest --numprocesses auto --dist loadfile $(TESTS)

MINUTES := 240
fuzz: $(VENV)/.installed-dev
	$(BIN)/python scripts/fuzz.py --minutes $(MINUTES)
	$(BIN)/python -m benchmarks.fuzz --minutes $(MINUTES)

# Folders of .txt files, or .jsonl files of objects with a text: make bench TEXTS="seeds news"
TEXTS := seeds $(wildcard ../shared/trade/articles.jsonl ../shared/corpora/nerel-train.jsonl)
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks --write $(TEXTS)

# The stamps are older than pyproject.toml when what is to be installed may have changed. An editable
# install gets no programs, and so does not need all that compiles them a second time.
$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing the tools of development"
	@$(PIP) install --group dev
	@touch $@

$(VENV)/.installed: pyproject.toml | $(BIN)/pip
	@echo "installing tradefacts into $(VENV)"
	@$(PIP) install --upgrade 'pip>=25.1'
	@HATCH_BUILD_NO_HOOKS=true $(PIP) install --editable .
	@touch $@

# pip comes last into a new environment: without it, an earlier attempt was broken off.
$(BIN)/pip:
	@for python in $(PYTHON) \
	    python3.14 $(HOME)/.pyenv/versions/3.14.*/bin/python \
	    python3.13 $(HOME)/.pyenv/versions/3.13.*/bin/python \
	    python3.12 $(HOME)/.pyenv/versions/3.12.*/bin/python \
	    python3.11 $(HOME)/.pyenv/versions/3.11.*/bin/python python3; do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "making $(VENV) with $$($$python --version)"; \
	    exec $$python -m venv --clear $(VENV); \
	  fi; \
	done; \
	echo "No Python 3.11 or newer with venv is found: install one (https://www.python.org/downloads," >&2; \
	echo "on Debian also python3-venv), or name it: make PYTHON=/path/to/python3" >&2; \
	exit 1
