# Needs make and python3 (3.11 or newer) with venv. Everything else is installed into VENV.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# One more than the number of processors, since tests spend much of their time waiting for processes.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")
UV := uv==0.13.9
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade --quiet

# The tests start the bot about fifty times, so let Python cache its bytecode even if the caller disabled that.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run style test slow format bench faults soak pictures lock audit clean
.DEFAULT_GOAL := help

help:
	@echo "make run       run the bot: on Discord with DISCORD_TOKEN, otherwise on a local page"
	@echo "make test      check style and types and run the whole test suite"
	@echo "make style     check style and types only"
	@echo "make slow      run the slow tests: PostgreSQL, MediaWiki, a browser, the wheel, real processes, hostile documents, growth"
	@echo "make format    format the code"
	@echo "make bench     measure load and growth against a baseline bot (slow)"
	@echo "make faults    inject faults around the running bot and check that it copes"
	@echo "make soak      mix faults for a minute, or longer: make soak ARGS='--minutes 30'"
	@echo "make pictures  retake the screenshots in the docs (needs Chromium)"
	@echo "make lock      update the requirements files from pyproject.toml"
	@echo "make audit     look for known vulnerabilities of the requirements (needs network)"
	@echo "make clean     remove the virtual environment"

run: $(VENV)/run.stamp
	@exec $(BIN)/python -m bot $(ARGS)

style: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: style
	@exec $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

slow: $(VENV)/test.stamp
	@exec $(BIN)/python -m pytest -m slow $(ARGS)

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/test.stamp
	$(BIN)/python -m bench.load --write --steady 50000
	$(BIN)/python -m bench.sizes --write
	$(BIN)/python -m bench.hostile --write
	$(BIN)/python -m bench.hostile --kib 1024 --write

faults: $(VENV)/test.stamp
	@exec $(BIN)/python -m bench.faults --write $(ARGS)

soak: $(VENV)/test.stamp
	@exec $(BIN)/python -m bench.soak $(ARGS)

pictures: $(VENV)/test.stamp
	@exec $(BIN)/python -m tests.take_pictures $(ARGS)

lock: $(BIN)/python
	$(BIN)/pip install --quiet $(UV)
	$(BIN)/$(COMPILE) -o requirements.txt
	$(BIN)/$(COMPILE) --extra page -c requirements.txt -o requirements-page.txt
	$(BIN)/$(COMPILE) --extra postgres -c requirements.txt -o requirements-postgres.txt
	$(BIN)/$(COMPILE) --extra page --extra postgres --group dev -c requirements-page.txt \
		-c requirements-postgres.txt -o requirements-dev.txt

audit: $(BIN)/python
	$(BIN)/pip install --quiet $(UV)
	$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements-page.txt -r requirements-postgres.txt

clean:
	rm -rf $(VENV)

# A stamp is newer than its requirements file once everything in it is installed, so a second run installs nothing.
$(VENV)/run.stamp: requirements-page.txt $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-page.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
