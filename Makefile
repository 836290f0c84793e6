# `make run` executes every notebook, `make test` checks everything; `make help` lists the rest.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python

# uv installs where it runs and reaches the packages, pip elsewhere: the same versions into the same .venv, compiled, since
# three kernels at once would each compile what they import.
define install
uv --version >/dev/null 2>&1 && uv pip install --quiet --compile-bytecode --python $(PY) $(1) || \
$(PY) -m pip install --quiet --disable-pip-version-check $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help install run test test-all gettext site desk binder-link lab terms release classroom lock clean clean-output

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

install: $(VENV)/.classroom  ## set up .venv for the classroom, and nothing more

run: $(VENV)/.classroom  ## execute every notebook, three at once, into build/notebooks/
	@$(PY) tests/execute.py

test: $(VENV)/.development  ## one format, then library, notebooks, sheets and pages
	@$(PY) -m ruff format --check --quiet --output-format concise .
	@$(PY) -m ruff check --quiet --output-format concise .
	@$(PY) -m pytest

test-all: $(VENV)/.development  ## the stored outputs under every Python from 3.11 to 3.13 that is installed
	@$(PY) tests/all_pythons.py

gettext: $(VENV)/.development  ## the catalogue of all that lessons and pages say, for a translation, into build/gettext/
	@$(PY) site/build.py --gettext

site: $(VENV)/.development  ## the notebooks as static pages with search, into build/site/
	@$(PY) site/build.py

desk: site  ## build these pages and show them in the browser, with the desk at http://localhost:8000/desk.html
	@$(PY) site/serve.py

binder-link:  ## the link that opens this repository on Binder
	@$$(command -v python3 || command -v python) site/binder_link.py

lab: $(VENV)/.classroom  ## open the collection in JupyterLab
	@$(VENV)/bin/jupyter lab --notebook-dir=. notebooks/00_start_here.ipynb

terms: $(VENV)/bin/python  ## give each link to a term its definition, as the glossary has it
	@$(PY) classroom/terms.py

release: $(VENV)/.development terms  ## make the exercise sheets and their key out of classroom/source, CITATION.cff and codemeta.json
	@$(PY) site/about.py
	@$(PY) classroom/release.py

classroom: $(VENV)/.classroom  ## install nbgrader and set up the gradebook, for a class
	@grep -v '^-e' requirements-dev.txt > $(VENV)/constraints.txt
	@$(call install,-c $(VENV)/constraints.txt nbgrader)
	@$(PY) classroom/release.py
	@echo "Ready. Collect with $(PY) classroom/collect.py FOLDER: it puts hand-ins in order and says what to type next."

lock: $(VENV)/.classroom  ## write uv.lock and requirements*.txt anew from pyproject.toml
	@uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet uv
	@export PATH="$$PATH:$(CURDIR)/$(VENV)/bin"; uv lock --quiet && for group in "" corpus dev; do \
	    file=requirements$${group:+-$$group}.txt; echo "# Written from uv.lock by make lock." > $$file; \
	    uv export --frozen --quiet --no-hashes --no-annotate --no-header $${group:+--group $$group} $$([ "$$group" = dev ] && echo --extra documents) >> $$file || exit 1; \
	done

clean-output:  ## forget the executed notebooks and pages, keep the installation
	@rm -rf build

clean: clean-output  ## forget the installation too
	@rm -rf $(VENV)

# The first Python that runs and is new enough; one that is newer than those tested gets a warning.
$(VENV)/bin/python:
	@for python in $(PYTHON) python3.12 python3.13 python3.11 python3 python; do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        $$python -c 'import sys; sys.version_info >= (3, 14) and print("Python %d.%d is newer than those tested (3.11 to 3.13); it may work." % sys.version_info[:2])'; \
	        echo "Making $(VENV) with $$($$python --version)"; \
	        if uv --version >/dev/null 2>&1; then exec uv venv --quiet --seed --python "$$(command -v $$python)" $(VENV); fi; \
	        exec $$python -m venv $(VENV); \
	    fi; \
	done; \
	if uv --version >/dev/null 2>&1; then exec uv venv --quiet --seed --python 3.12 $(VENV); fi; \
	echo "Three Tellings needs Python 3.11 or newer; found none. Install one from python.org, or name it: make run PYTHON=/path/to/python3.12"; exit 1

$(VENV)/.classroom: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the notebooks need (a minute or two, once) …"
	@$(call install,-r requirements.txt)
	@# Where no bytecode may be written, each kernel would compile them anew.
	@$(PY) -m compileall -q helpers tellings
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.classroom
	@echo "Installing what the tests need …"
	@$(call install,-r requirements-dev.txt)
	@touch $@
