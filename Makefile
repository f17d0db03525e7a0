# Everything one does with this project. `make help` shows the targets; recipes of more than a few lines live in files.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PY := .venv/bin/python
VAR_DIR ?= var
PORT ?= 8000
OUT ?= $(VAR_DIR)/benchmark.json
export VAR_DIR PORT
# Python starts here some hundred times; where it may not write what it compiled, each start takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

# In the order of the prerequisites: two installs at once would write the same folder.
.NOTPARALLEL:
.PHONY: help demo install install-dev assets seed serve worker prepare services services-stop test test-all check format lock dump messages benchmark benchmark-pages lighthouse screenshots clean

help: ## Show this list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

demo: install seed serve ## From nothing to a site with content: install, fill, start

install: .venv/.base assets ## Install what a running site needs, from locked requirements

install-dev: .venv/.dev node_modules/.dev assets ## Install also what tests and checks need

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.11")'
	@PYTHON=$(PYTHON) tools/install-missing site
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.base: requirements/base.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

# Both at once: going through the index a second time takes half a minute.
.venv/.dev: requirements/dev.txt requirements/base.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt -r requirements/dev.txt
	@touch .venv/.base $@

assets: static-build/.built ## Fetch and copy the front-end assets

# A site needs less than its tests do. `npm ci` begins with an empty folder, and so with no marks.
node_modules/.base: package-lock.json package.json
	npm ci --silent --no-audit --no-fund --omit=dev
	@touch $@

node_modules/.dev: package-lock.json package.json
	npm ci --silent --no-audit --no-fund
	@touch node_modules/.base $@

static-build/.built: node_modules/.base $(wildcard frontend/*)
	npm run --silent build
	@touch $@

tools/lighthouse/node_modules/.dev: tools/lighthouse/package-lock.json tools/lighthouse/package.json
	npm ci --silent --no-audit --no-fund --prefix tools/lighthouse
	@touch $@

seed: ## Migrate, bring in the registry and the demo, build the embedded index; keeps what is there
	$(PY) -m demo.seeding

serve: ## Start web and worker; Ctrl-C stops both
	$(PY) -m demo.serve

worker: ## Start only the worker
	$(PY) manage.py worker

prepare: ## Install what the tests need and this machine lacks; NO_INSTALL=1 only names it
	@PYTHON=$(PYTHON) tools/install-missing

services: ## Start Elasticsearch and PostgreSQL for the tests, and find Chromium
	$(PY) -m tools.services start

services-stop: ## Stop the services of the tests
	$(PY) -m tools.services stop

test: prepare install-dev services ## Run the whole suite, or a file or a test of it: make test ARGS="tests/unit/hub -k tags"
	$(PY) -m tools.run_tests $(ARGS)

test-all: prepare install-dev services ## Run everything on PostgreSQL and on SQLite, before an issue is closed
	$(PY) -m tools.run_tests --all

check: install-dev ## Lint, types, templates, layers, migrations, deployment, static files, translations
	$(PY) -m tools.check

format: install-dev ## Format code
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

lock: ## Compile the locked requirements anew (needs uv)
	uv pip compile -q --python-version 3.11 --generate-hashes --upgrade requirements/base.in -o requirements/base.txt
	uv pip compile -q --python-version 3.11 --generate-hashes --upgrade requirements/dev.in -o requirements/dev.txt

dump: install-dev services ## Keep the database as this version makes it, once per release, for the test that upgrades it
	$(PY) -m tests.release_dump

messages: install-dev ## Collect the texts to translate and compile the catalogue
	$(PY) -m tools.catalogue

benchmark: install-dev ## Measure against Wagtail's own search: CORPUS=file QUERIES=file [OPTIONS=...] [OUT=file]
	@test -n "$(CORPUS)" -a -n "$(QUERIES)" || { echo "Give CORPUS=file and QUERIES=file; docs/benchmarks.md says what stands in them." ; exit 2 ; }
	$(PY) -m benchmarks.run --corpus "$(CORPUS)" --queries "$(QUERIES)" --out "$(OUT)" $(OPTIONS)
	$(PY) -m benchmarks.report "$(OUT)"

benchmark-pages: install-dev ## Measure the server's time for pages beside a bare Wagtail page [OPTIONS=...]
	$(PY) -m benchmarks.pages $(OPTIONS)

lighthouse: install-dev services tools/lighthouse/node_modules/.dev ## Run Lighthouse on a demo as in production [OPTIONS=...]
	$(PY) -m tools.lighthouse $(OPTIONS)

screenshots: install-dev services ## Photograph every page of the demo for docs/screenshots/ [ONLY="home thema handleiding"]
	$(PY) -m tools.screenshots $(if $(ONLY),--only $(ONLY))

clean: ## Remove what was built; var/ stays
	rm -rf .venv node_modules tools/lighthouse/node_modules static-build .ruff_cache .mypy_cache .pytest_cache .import_linter_cache .hypothesis
