# `make` prints the targets. Windows twins: packaging\windows\dev.ps1 TARGET.
PYTHON ?= python3
VENV = .venv/bin/python
export PYTHONDONTWRITEBYTECODE ?= 1

help: ## print the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## environment in .venv/, system libraries, compiled library
	@$(PYTHON) tools/setup.py

run: setup ## start the app
	@$(VENV) main.py

test: setup ## the whole fast suite
	@QT_QPA_PLATFORM=offscreen $(VENV) -m pytest -q

check: setup ## style, types, import contracts
	@$(VENV) -m ruff format --check . && $(VENV) -m ruff check . && $(VENV) -m mypy && .venv/bin/lint-imports

format: setup ## put the code into its form
	@$(VENV) -m ruff format . && $(VENV) -m ruff check --fix-only -q .

slow: ## the slow checks: killed exams, foreign readers, CommonMark
	@$(PYTHON) tools/setup.py --slow && QT_QPA_PLATFORM=offscreen $(VENV) -m pytest -q -m slow

library-check: setup ## every rule for lessons and items
	@$(VENV) main.py library check

bench: setup ## speeds, each beside its floor of the same run
	@QT_QPA_PLATFORM=offscreen $(VENV) -m benchmarks

pictures: setup ## every screen as a picture, in build/pictures/
	@$(VENV) -m tools.pictures

bundle: setup ## the one-folder program in dist/elearn/, tried without Python
	@$(VENV) -m tools.packing.bundle

deb: ## the Debian and Ubuntu package from dist/elearn/
	@$(VENV) -m tools.packing.deb

windows: setup ## the Windows program and its installers, built under Wine
	@$(PYTHON) tools/setup.py --windows && $(VENV) -m tools.packing.installer

windows-check: ## install, run, upgrade and uninstall the Windows program under Wine
	@$(VENV) -m tools.packing.try_windows

release: ## the whole list of docs/releasing.md; stops at the first thing wrong
	@$(PYTHON) tools/setup.py --slow && $(VENV) -m tools.packing.release $(RELEASE)

pins: setup ## renew the pinned versions in requirements/*.txt
	@$(VENV) -m tools.pins

clean: ## remove what was built
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.PHONY: help setup run test check format slow library-check bench pictures bundle deb windows windows-check release pins clean
