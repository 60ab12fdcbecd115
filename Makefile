# Relative paths only: the folder's own name may contain spaces.
.DEFAULT_GOAL := help
.PHONY: help setup demo test faults bench check fmt messages shell reset ci

BIN := .venv/bin
PY := $(BIN)/python
INSTALLED := .venv/.installed
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
ENGLISH := locale/en/LC_MESSAGES/django.po
# One more than there are cores: the tests of the launcher wait more than they work.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$(( n < 4 ? n + 1 : 5 )))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Enough for Django's own deployment checks; it connects to nothing.
DEPLOYED := DJANGO_SETTINGS_MODULE=config.settings.prod HONGLIN_VAR=/nonexistent \
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	FIELD_KEYS=$$($(PY) -c 'from cryptography.fernet import Fernet as F; print(F.generate_key().decode())') \
	PHONE_HMAC_KEY=checked ALLOWED_HOSTS=example.org REDIS_URL=redis://localhost/0 \
	DATABASE_URL=postgres://application@localhost/checked \
	DATABASE_OWNER_URL=postgres://owner@localhost/checked

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(INSTALLED) $(CATALOGUES:.po=.mo) ## virtual environment, locked install, message catalogues

$(INSTALLED): requirements/dev.txt requirements/bootstrap.txt
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本，例如：make $(MAKECMDGOALS) PYTHON=/usr/bin/python3.11"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "虚拟环境没有建成。Debian、Ubuntu 请先安装：apt install python3-venv"; exit 1; }
	@echo "正在安装依赖……"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@$(BIN)/uv pip sync --quiet --python $(PY) --require-hashes requirements/dev.txt
	@touch $@

%.mo: %.po | $(INSTALLED)
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

demo: setup ## everything on this machine; PORT= for another port, Ctrl-C stops all
	@exec $(PY) -m demo.launcher

test: setup ## every test, with the browser
	@$(PY) -m tests.ensure_browser
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)

faults: setup ## every fault of the matrix on an instance of its own, with its controls; prints it as a table
	@FAULTS=all $(PY) -m pytest tests/faults -q -p no:cacheprovider $(ARGS)

bench: setup ## the figures of docs/performance.md, on an instance of its own
	@$(PY) -m benchmarks.run

check: setup ## style, types, direction of imports, migrations, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@if test -d templates; then find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2; fi
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(DEPLOYED) $(PY) manage.py check --deploy --fail-level WARNING
	@! grep -n '://' requirements/*.txt || { echo "A lock names a host or a path."; exit 1; }

fmt: setup ## format code and templates
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	@if test -d templates; then find templates -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2; fi

messages: setup ## collect the texts for the English catalogue (needs GNU gettext)
	@command -v xgettext >/dev/null || { echo "需要 GNU gettext：apt install gettext"; exit 1; }
	$(PY) manage.py makemessages --locale en --no-obsolete --no-location --ignore var --ignore tests
	@sed -e '/^"POT-Creation-Date:/d' -e '/^"Report-Msgid-Bugs-To:/d' $(ENGLISH) > $(ENGLISH).new && mv $(ENGLISH).new $(ENGLISH)
	@$(MAKE) --no-print-directory setup

shell: setup ## Django's shell on the running demo
	@$(PY) manage.py shell

reset: setup ## delete the data of the demo
	@$(PY) -m demo.launcher reset

ci: check ## what must be green before a merge: check, then test with coverage
	@$(MAKE) --no-print-directory test ARGS="--cov --cov-branch --cov-report=term:skip-covered"
