# Every command of this project. The first one that needs Python packages makes .venv from the lock in requirements/.

# What is given on the command line is data, such as a stranger's file name: make does not expand it, and the shell gets
# it by the environment.
literal = $(eval override $(1) := $$(value $(1)))$(eval export $(1))
$(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(call literal,$(name))))

PYTHON ?= python3
BUILDDIR ?= _build
PORT ?= 8000
SIZES ?= 10 100 1000 10000
export PYTHON BUILDDIR PORT SIZES SPHINXOPTS VERSION CHANGES FILE POST TO DIR
VENV := .venv
BIN := $(VENV)/bin
CHAPBOOK := $(BIN)/python -P -m chapbook
BUILD_TOOLS := $(VENV)/.build-tools
DEV_TOOLS := $(VENV)/.dev-tools
JUDGE_TOOLS := $(VENV)/.judge-tools
WHEELS := $(VENV)/wheels/.complete
HOSTILE := $(VENV)/hostile/.complete
JUDGES := tests/judges/node_modules/.package-lock.json

.PHONY: help html editions pdf epub jats verify edition bundle comment import export new docs test judge pictures check bench live anchors figures linkcheck lock messages clean

## Commands:
##
##   make html       _build/html/: the site, with the PDF, the EPUB and JATS in it
##   make editions   the same, with every edition that was published below it: _build/html/1.0/
##   make pdf        _build/pdf/: the PDF alone
##   make epub       _build/epub/: the EPUB alone
##   make jats       _build/jats/: the whole as XML for libraries and archives, alone
##   make verify     compares every word of source/ with the site, the PDF, the EPUB and JATS
##   make edition    looks at all, then commits and tags it as an edition: make edition VERSION=1.1; shows its changes and asks
##   make bundle     _build/bundle/: site, books, sources and checksums in one bag, for a library to keep
##   make comment    puts a comment that somebody sent into the thread: make comment FILE=…
##   make import     brings a thread over from WordPress, Disqus, Blogger …: make import FILE=… (POST=… where there are several)
##   make export     writes the thread as WordPress does: make export TO=thread.xml
##   make new        starts a publication of your own: make new DIR=…
##   make docs       _build/docs/: the handbook
##   make test       the tests, in minutes; those in a browser run where a Chromium is found
##   make judge      independent programs over site and books, a table of what they say, every view in a browser,
##                   and the slow rehearsals
##   make pictures   keeps how the pages look now, after you have looked at _build/pictures/; make judge compares
##   make check      lint, types, spelling, lock and generated files up to date
##   make bench      how fast, how large, beside plain Sphinx; minutes long (SIZES="10 1000" for other threads)
##   make live       the site on http://localhost:8000, made anew at every change, with what is wrong (PORT=… for another port)
##   make anchors    keeps every id that was published, in anchors.txt, and adds new ones; shows its changes and asks
##   make figures    draws the plots of figures/ anew, where the table of numbers has changed
##   make linkcheck  asks every external link whether it still answers
##   make lock       renews the locks of requirements/ and of new publications
##   make messages   renews the catalogue of the press's own words
##   make clean      removes what was built; .venv stays
help:
	@sed -n 's/^## \{0,1\}//p' Makefile

html: $(BUILD_TOOLS)
	@$(CHAPBOOK) build --to "$$BUILDDIR" $$SPHINXOPTS

editions: $(BUILD_TOOLS)
	@$(CHAPBOOK) build --editions --to "$$BUILDDIR" $$SPHINXOPTS

pdf epub jats: $(BUILD_TOOLS)
	@$(CHAPBOOK) build --to "$$BUILDDIR" --format $@ $$SPHINXOPTS

verify: $(BUILD_TOOLS)
	@$(CHAPBOOK) verify $$SPHINXOPTS

edition: $(BUILD_TOOLS)
	@$(CHAPBOOK) edition --changes="$$CHANGES" -- "$$VERSION"

bundle: $(BUILD_TOOLS)
	@$(CHAPBOOK) bundle

comment: $(BUILD_TOOLS)
	@$(CHAPBOOK) add -- "$$FILE"

import: $(BUILD_TOOLS)
	@$(CHAPBOOK) import --post "$$POST" -- "$$FILE"

export: $(BUILD_TOOLS)
	@$(CHAPBOOK) export --to "$$TO"

new: $(BUILD_TOOLS)
	@$(CHAPBOOK) new -- "$$DIR"

docs: $(BUILD_TOOLS)
	@$(BIN)/python -P -m sphinx -W --keep-going -n -q docs "$$BUILDDIR/docs" $$SPHINXOPTS
	@echo "The handbook is in $$BUILDDIR/docs; open $$BUILDDIR/docs/index.html."

anchors: $(BUILD_TOOLS)
	@$(CHAPBOOK) anchors --keep

figures: $(DEV_TOOLS)
	@$(CHAPBOOK) figures

live: $(DEV_TOOLS)
	@$(CHAPBOOK) live --port "$$PORT"

linkcheck: $(BUILD_TOOLS)
	@$(BIN)/python -P -m sphinx -W --keep-going -q -b linkcheck . _build/linkcheck || { \
		echo "A link that “failed to resolve” was not asked: its host is gone, or this machine has no network."; exit 1; }

# Tests start hundreds of processes: with no bytecode kept, each of them would compile the press and pytest all tests.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest
IN_PARALLEL := --numprocesses logical --dist loadfile

test: $(DEV_TOOLS)
	$(PYTEST) $(IN_PARALLEL) -m "not views"

judge: $(JUDGES) $(WHEELS) $(HOSTILE)
	$(PYTEST) $(IN_PARALLEL) -m views
	$(PYTEST) $(IN_PARALLEL) --no-loadscope-reorder tests/judges --durations 10

pictures: $(DEV_TOOLS)
	@$(PYTEST) -q tests/judges/test_pictures.py || true
	cp _build/pictures/README.png . && cp _build/pictures/*-*.png tests/judges/pictures

bench: $(DEV_TOOLS)
	@$(BIN)/python -m bench $$SIZES

# A requirement that the lock does not hold is not installed either, so that uv would have to fetch it.
installed = $(BIN)/uv pip install --quiet --dry-run --offline --python $(VENV)
PRESS := src/chapbook
CATALOGUE := $(PRESS)/locale/chapbook.pot
TRANSLATIONS := $(wildcard $(PRESS)/locale/*/LC_MESSAGES/chapbook.po)
FURO = $(shell $(BIN)/python -c "import furo, pathlib; print(pathlib.Path(furo.__file__).parent / 'theme/furo')")
# The words of the press, and of those files of Furo's that its theme takes as they are.
WORDS = $(PRESS) $(foreach part,base.html sidebar components,'$(FURO)/$(part)')
extract = $(BIN)/pybabel -q extract --omit-header --no-location --sort-output -F pyproject.toml -o $(1) $(WORDS)
update = $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	-l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $(1)))) -i $(CATALOGUE) -o $(1)
compile_messages = $(BIN)/pybabel -q compile -i $(1) -o $(2)

check: $(DEV_TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/codespell
	$(CHAPBOOK) figures --check
	$(installed) -r pyproject.toml -r requirements/build.in -c requirements/build.txt
	$(installed) -r requirements/dev.in -c requirements/dev.txt
	@mkdir -p _build
	@$(call extract,_build/now.pot) && cmp _build/now.pot $(CATALOGUE)
	@$(foreach file,$(TRANSLATIONS),$(call update,$(file)) --check && \
		$(call compile_messages,$(file),_build/now.mo) && cmp _build/now.mo $(file:.po=.mo) &&) true

messages: $(DEV_TOOLS)
	@$(call extract,$(CATALOGUE))
	@$(foreach file,$(TRANSLATIONS),$(call update,$(file)) && $(call compile_messages,$(file),$(file:.po=.mo)) &&) true

lock_of = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

lock: $(DEV_TOOLS)
	$(lock_of) pyproject.toml requirements/build.in -o requirements/build.txt
	$(lock_of) pyproject.toml requirements/dev.in -o requirements/dev.txt
	$(lock_of) requirements/judge.in -c requirements/dev.txt -o requirements/judge.txt
	$(lock_of) requirements/hostile.in -o requirements/hostile.txt --no-deps
	$(lock_of) pyproject.toml --extra live -c requirements/dev.txt -o $(PRESS)/outline/requirements/lock.txt

clean:
	rm -rf _build

define install
@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Python 3.11 or newer is needed, and $$PYTHON is none; name one: make PYTHON=/path/to/python3.12"; exit 1; }
@"$$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "$$PYTHON has no venv; install it (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
@echo "Installing what $< locks into $(VENV) …"
@"$$PYTHON" -m venv $(VENV)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
endef

# The press itself runs from its sources. Python 3.11 reads where they are in the locale's encoding, so it is said in ASCII.
$(BUILD_TOOLS): requirements/build.txt pyproject.toml
	$(install)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps --editable .
	@cd $(VENV)/lib/python*/site-packages && echo ../../../../src >chapbook.pth
	@touch $@

$(DEV_TOOLS): requirements/dev.txt $(BUILD_TOOLS)
	$(install)
	@touch $@

$(JUDGE_TOOLS): requirements/judge.txt $(DEV_TOOLS)
	$(install)
	@touch $@

# npm and what it starts find Node.js on the path.
$(JUDGES): tests/judges/package-lock.json $(JUDGE_TOOLS)
	@echo "Fetching the judges that tests/judges/package-lock.json locks …"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error --ignore-scripts --prefix tests/judges
	@touch $@

# Publications install their lock into fresh environments, with each Python at hand; with these they do so without a network.
$(WHEELS): requirements/build.txt $(PRESS)/outline/requirements/lock.txt tests/pythons.py $(BUILD_TOOLS)
	@echo "Fetching the packages of the locks, for the rehearsals of other machines …"
	@rm -rf $(@D)
	@for version in $$($(BIN)/python tests/pythons.py); do \
		for lock in requirements/build.txt $(PRESS)/outline/requirements/lock.txt; do \
			$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
				--python-version $$version -r $$lock -d $(@D) || exit 1; done; done
	@touch $@

# The hostile text that others have collected stands in the tests of source distributions; setuptools is in dev.txt.
$(HOSTILE): requirements/hostile.txt $(DEV_TOOLS)
	@echo "Fetching the source distributions of $< for the tests with hostile text …"
	@rm -rf $(@D)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --no-binary :all: \
		--no-build-isolation -r $< -d $(@D)
	@touch $@
