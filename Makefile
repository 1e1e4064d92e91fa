# Samenbord: everything a newcomer or a build needs, with Python 3.11+ and make only.
SHELL := /bin/sh
# Tests start hundreds of processes, each of which would compile the code anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
CATALOGUE := workspace/translations/en/LC_MESSAGES/messages
# One line of news per step; a step that fails stops everything.
say = @printf '\n==> %s\n'

.PHONY: help demo demo-reset test quick lint checks test-sqlite test-postgresql test-browser office provider assure soak bench sbom \
        setup setup-dev lock translations clean

help: ## show what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F':.*## ' '{printf "make %-14s %s\n", $$1, $$2}'

demo: setup ## start the demonstration on http://127.0.0.1:8000 (PORT=… for another port)
	@PORT=$(PORT) $(BIN)/python -m workspace demo --serve

demo-reset: setup ## the same, with the demonstration data as it was at first
	@PORT=$(PORT) $(BIN)/python -m workspace demo --serve --reset

test: lint test-sqlite test-postgresql test-browser ## check and test everything, on both databases and in a browser (half an hour)

quick: checks ## the checks and the tests that take under a minute together
	$(say) "Tests on SQLite, without a browser"
	@$(BIN)/python -m pytest -q -n 2 -m "not browser and not slow"

lint: checks
	$(say) "Lint: templates, spelling, unsafe code"
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/codespell
	@$(BIN)/bandit -q -c pyproject.toml -r workspace
	$(say) "Known weaknesses in what it depends on"
	@$(BIN)/python -m tests.supply_chain.audit

checks: setup-dev
	$(say) "Lint, types, import rules"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo >$(VENV)/imports || { cat $(VENV)/imports; exit 1; }

office: setup-dev # LibreOffice opens what we write; where it cannot be installed, those tests say that they are skipped
	@$(BIN)/python tests/setup_office.py >/dev/null

provider: setup-dev # a real identity server; where it cannot be installed this says so, and in CI (CI=true) the tests fail
	@$(BIN)/python tests/setup_provider.py >/dev/null

test-sqlite: setup-dev office provider
	$(say) "Tests on SQLite"
	@TEST_DATABASE=sqlite $(BIN)/python -m pytest -q -n 2 -m "not browser"

test-postgresql: setup-dev
	$(say) "Tests on PostgreSQL"
	@TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n 2 -m "not browser and not once"

test-browser: setup-dev
	$(say) "Tests in a browser"
	@CHROMIUM="$$($(BIN)/python tests/setup_browser.py)" && export CHROMIUM && \
		$(BIN)/python -m pytest -q -n 2 -m browser

assure: setup-dev ## the long tests in full, on both databases: every round, every case, and the soak (about two hours)
	@rm -f build/figures.txt
	$(say) "All rounds on SQLite"
	@ASSURE=1 TEST_DATABASE=sqlite $(BIN)/python -m pytest -q -n 2 -m "slow and not browser"
	$(say) "All rounds on PostgreSQL"
	@ASSURE=1 TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n 2 -m "slow and not browser and not once"
	$(say) "Two hundred people at once for ten minutes, on each database"
	@$(MAKE) --no-print-directory soak
	$(say) "What was measured"
	@cat build/figures.txt

sbom: setup-dev ## list all that Samenbord is made of, with licences and hashes (build/sbom.json, CycloneDX)
	@$(BIN)/python -m tests.supply_chain.sbom build/sbom.json

soak: setup-dev ## two hundred people at once for ten minutes, on each database (PEOPLE=, SECONDS=)
	@$(BIN)/python -m bench.soak --database sqlite --people $(or $(PEOPLE),200) --seconds $(or $(SECONDS),600)
	@$(BIN)/python -m bench.soak --database postgresql --people $(or $(PEOPLE),200) --seconds $(or $(SECONDS),600)

bench: setup-dev ## measure the speed of the main pages, beside a bare Flask page
	@$(BIN)/python -m bench

LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links
lock: $(VENV)/run ## choose the newest fitting versions of all dependencies, with their hashes
	@$(BIN)/python -m pip install -qq uv
	$(say) "Locking"
	@$(BIN)/uv pip compile -q --upgrade $(LOCK_OPTIONS) -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile -q --upgrade $(LOCK_OPTIONS) -c requirements.lock --group dev -o requirements-dev.lock pyproject.toml

translations: setup-dev ## gather the texts on screen and bring the English catalogue up to date
	@$(BIN)/pybabel -q extract -F workspace/translations/babel.cfg -k _l -k lazy_gettext -k lazy_ngettext:1,2 \
		--no-location --project Samenbord --version 1 \
		-o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -D messages -l en -d workspace/translations -i $(VENV)/messages.pot --no-wrap \
		--ignore-pot-creation-date
	@$(MAKE) --no-print-directory $(CATALOGUE).mo
	@echo "Now translate what is empty or fuzzy in $(CATALOGUE).po"

clean: ## throw away the environment and whatever tools left; the data in instance/ stay
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: made again when a lock file changes ---
setup: $(VENV)/run $(VENV)/compiled $(CATALOGUE).mo
setup-dev: $(VENV)/dev $(VENV)/compiled $(CATALOGUE).mo

$(VENV)/made:
	@for python in python3.13 python3.12 python3.11 python3; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		$$python -c 'import venv, ensurepip' 2>/dev/null || { no_venv=$$python; continue; }; \
		echo "==> Making an environment with $$($$python --version)"; \
		rm -rf $(VENV); $$python -m venv $(VENV) && touch $@; exit; \
	done; \
	if [ -n "$$no_venv" ]; then \
		echo "$$no_venv cannot make an environment: install python3-venv (Debian, Ubuntu: sudo apt-get install python3-venv)."; \
	else \
		echo "Samenbord needs Python 3.11 or newer, and found none: install python3."; \
	fi >&2; exit 1

$(VENV)/run: $(VENV)/made requirements.lock
	@echo "==> Installing what Samenbord needs"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	@echo "==> Installing what the tests need"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Whoever serves may not write here, and would compile it at each start.
$(VENV)/compiled: $(VENV)/run $(shell find workspace migrations -name '*.py')
	@$(BIN)/python -m compileall -q workspace migrations wsgi.py
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po | $(VENV)/run
	@$(BIN)/pybabel -q compile -i $< -o $@
