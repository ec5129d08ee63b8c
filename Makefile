# `make run` and `make test` need Python 3.11 or newer, make and git; everything else comes into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DATA ?= ../shared/data
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test check format lint types imports tests page page-checks eval build lock clean help

help:            ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(READY)    ## Read the sample reports, print their records, write out/dossier.html
	@$(BIN)/onrecord read src/onrecord/samples
	@$(BIN)/onrecord read src/onrecord/samples --format html --output out/dossier.html
	@echo "Open out/dossier.html in a browser; it needs no network."
	@echo "$(BIN)/onrecord demo opens the page on the same reports: who said what, timeline, map, figures, disagreements."

test: check      ## Everything that must hold before a change lands
check: format lint types imports page-checks tests

format: $(READY)
	$(BIN)/ruff format --check src eval tests tools hatch_build.py
lint: $(READY)
	$(BIN)/ruff check src eval tests tools hatch_build.py
types: $(READY)
	$(BIN)/mypy
imports: $(READY)
	$(BIN)/lint-imports
tests: $(READY)
	$(BIN)/pytest --cov --cov-report=term

page: $(READY)   ## Build the page into the package, where its sources changed
	$(BIN)/python -m tools.page
page-checks: page ## Types and unit tests of the page
	$(BIN)/python -m tools.page check
eval: $(READY)   ## Score every record kind on the data under DATA and print one table
	$(BIN)/python -m eval all --data $(DATA)

build: $(READY)  ## Build the wheel and the source distribution into dist/
	$(BIN)/python -m build --no-isolation

lock:            ## Pin all dependencies again, with hashes (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-annotate --no-header -q \
	    pyproject.toml -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-annotate --no-header -q \
	    pyproject.toml requirements/dev.in -o requirements/dev.lock
	# Older versions of pip know the extra by the name its own package gives it only.
	sed -i 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements/run.lock requirements/dev.lock

GAZETTEER := $(wildcard tools/gazetteer/*.py src/onrecord/data/gazetteer/*.yaml) src/onrecord/gazetteer.py \
    src/onrecord/data/lexicon/en/countries.yaml

$(READY): requirements/dev.lock pyproject.toml hatch_build.py $(GAZETTEER)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

clean:           ## Remove what was made
	rm -rf .venv out dist build frontend/node_modules src/onrecord/web/page .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
