# Every command of this project. The first one that needs Python packages makes .venv from the lock in requirements/.

# What is given on the command line is data, such as a stranger's file name: make does not expand it, and the shell gets
# it by the environment.
literal = $(eval override $(1) := $$(value $(1)))$(eval export $(1))
$(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(call literal,$(name))))

PYTHON ?= python3
SPHINXOPTS ?=
PORT ?= 8000
SIZES ?= 10 100 1000 10000
BUILDDIR ?= _build
export PYTHON SPHINXOPTS PORT SIZES BUILDDIR
VENV := .venv
BIN := $(VENV)/bin
SPHINX := $(strip $(BIN)/python -m sphinx -W --keep-going -n $$SPHINXOPTS)
BUILD_TOOLS := $(VENV)/.build-tools
DEV_TOOLS := $(VENV)/.dev-tools
WHEELS := $(VENV)/wheels/.complete
HOSTILE := $(VENV)/hostile/.complete
JUDGES := tests/judges/node_modules/.package-lock.json

# A catalogue of the words of each extension; and one of those of templates and theme, which Sphinx looks up in _locale.
CATALOGUES := $(wildcard _ext/*/locale/*.pot) _locale/sphinx.pot
TRANSLATIONS := $(foreach catalogue,$(CATALOGUES),$(wildcard $(dir $(catalogue))*/LC_MESSAGES/*.po))
THEME = $(shell $(BIN)/python -c "import furo, pathlib; print(pathlib.Path(furo.__file__).parent / 'theme/furo')")
words_of = $(if $(filter _locale/%,$(1)),_templates '$(THEME)',$(patsubst %/locale/,%,$(dir $(1))))
catalogue_of = $(patsubst %.po,$(dir $(1))../../%.pot,$(notdir $(1)))
language_of = $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $(1))))
extract = $(BIN)/pybabel -q extract --omit-header --no-location --sort-output -F pyproject.toml -o $(2) $(call words_of,$(1))
update = $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	-l $(call language_of,$(1)) -i $(call catalogue_of,$(1)) -o $(1)
compile_messages = $(BIN)/pybabel -q compile -l $(call language_of,$(1)) -i $(1) -o $(2)

# A requirement that the lock does not hold is not installed either, so that uv would have to fetch it.
installed_from = $(BIN)/uv pip install --quiet --dry-run --offline --python $(VENV) -r requirements/$(1).in -c requirements/$(1).txt
compile = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" requirements/$(1).in -o requirements/$(1).txt

.PHONY: help html pdf epub comment new test judge check bench live anchors linkcheck lock messages clean

## Commands:
##
##   make html       _build/html/: the site, with the PDF and the EPUB in it
##   make pdf        _build/pdf/: the PDF alone
##   make epub       _build/epub/: the EPUB alone
##   make comment    puts a comment that somebody sent in its place: make comment FILE=…
##   make new        starts a publication of your own: make new DIR=…
##   make test       every test; those in a browser run where a Chromium is found
##   make judge      independent programs over site, PDF and EPUB, and a table of what they say
##   make check      lint, types, spelling, lock and generated files up to date
##   make bench      how fast, how large, beside plain Sphinx; minutes long (SIZES="10 1000" for other threads)
##   make live       the site on http://localhost:8000, made anew at every change (PORT=… for another port)
##   make anchors    adds new ids to the register of those that were published, anchors.txt
##   make linkcheck  asks every external link whether it still answers
##   make lock       renews requirements/*.txt from requirements/*.in
##   make messages   renews the catalogues of the extensions' own strings
##   make clean      removes what was built; .venv stays
help:
	@sed -n 's/^## \{0,1\}//p' Makefile

html: pdf epub
	@mkdir -p "$$BUILDDIR"/html
	@cp "$$BUILDDIR"/pdf/*.pdf "$$BUILDDIR"/epub/*.epub "$$BUILDDIR"/html/
	$(SPHINX) -b html -d "$$BUILDDIR"/doctrees/html . "$$BUILDDIR"/html

pdf: $(BUILD_TOOLS)
	$(SPHINX) -b typstpdf -d "$$BUILDDIR"/doctrees/pdf . "$$BUILDDIR"/pdf

epub: $(BUILD_TOOLS)
	$(SPHINX) -b epub -d "$$BUILDDIR"/doctrees/epub . "$$BUILDDIR"/epub-parts
	@mkdir -p "$$BUILDDIR"/epub
	@cp "$$BUILDDIR"/epub-parts/*.epub "$$BUILDDIR"/epub/

comment: $(BUILD_TOOLS)
	@test -n "$$FILE" || { echo "Say which file: make comment FILE=path/to/file.md"; exit 1; }
	@$(BIN)/python -m comment_thread add --to comments/ -- "$$FILE"

new:
	@test -n "$$DIR" || { echo "Say where: make new DIR=path/to/folder"; exit 1; }
	@"$$PYTHON" -m outline -- "$$DIR"

test: $(DEV_TOOLS) $(WHEELS) $(HOSTILE)
	$(BIN)/python -m pytest

judge: $(DEV_TOOLS)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(JUDGES); \
	else echo "There is no npm on this machine (Debian and Ubuntu: apt install npm); its judges will not judge."; fi
	$(BIN)/python -m pytest tests/judges

check: $(DEV_TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/codespell
	$(call installed_from,build)
	$(call installed_from,dev)
	@mkdir -p _build
	@$(foreach file,$(CATALOGUES),$(call extract,$(file),_build/now.pot) && cmp _build/now.pot $(file) &&) true
	@$(foreach file,$(TRANSLATIONS),$(call update,$(file)) --check && \
		$(call compile_messages,$(file),_build/now.mo) && cmp _build/now.mo $(file:.po=.mo) &&) true

bench: $(DEV_TOOLS)
	@$(BIN)/python -m bench $$SIZES

live: $(DEV_TOOLS)
	@# The preview puts a script into each page that no policy knows.
	$(BIN)/sphinx-autobuild -D content_security=0 --port "$$PORT" --ignore .venv --ignore .git -n -d _build/doctrees/html . _build/html

linkcheck: $(BUILD_TOOLS)
	@$(SPHINX) -q -b linkcheck -d _build/doctrees/linkcheck . _build/linkcheck || { \
		echo "A link that “failed to resolve” was not asked: its host is gone, or this machine has no network."; exit 1; }

anchors: $(BUILD_TOOLS)
	$(SPHINX) -b anchors -d _build/doctrees/anchors . _build/anchors

lock: $(DEV_TOOLS)
	$(call compile,build)
	$(call compile,dev)
	$(call compile,hostile) --no-deps

messages: $(DEV_TOOLS)
	@$(foreach file,$(CATALOGUES),$(call extract,$(file),$(file)) &&) true
	@$(foreach file,$(TRANSLATIONS),$(call update,$(file)) && $(call compile_messages,$(file),$(file:.po=.mo)) &&) true

clean:
	rm -rf _build

# Lets this environment's Python find the extensions, so that they can be run: python -m comment_thread.
define on_the_path
import os, sysconfig
place = sysconfig.get_path("purelib")
with open(os.path.join(place, "extensions.pth"), "w", encoding="utf-8") as file:
    file.write(os.path.relpath("_ext", place) + "\n")
endef
export on_the_path

define install
@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Python 3.11 or newer is needed, and $$PYTHON is none; name one: make PYTHON=/path/to/python3.12"; exit 1; }
@"$$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "$$PYTHON has no venv; install it (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
@echo "Installing what $< locks into $(VENV) …"
@"$$PYTHON" -m venv $(VENV)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
@$(BIN)/python -c "$$on_the_path"
@touch $@
endef

$(BUILD_TOOLS): requirements/build.txt
	$(install)

$(DEV_TOOLS): requirements/dev.txt $(BUILD_TOOLS)
	$(install)

$(JUDGES): tests/judges/package-lock.json
	@echo "Fetching the judges that tests/judges/package-lock.json locks …"
	@npm ci --loglevel=error --ignore-scripts --prefix tests/judges
	@touch $@

# The rehearsal of Read the Docs installs the lock into fresh environments, one for each Python at hand; with these it does so
# without a network.
$(WHEELS): requirements/build.txt tests/pythons.py $(BUILD_TOOLS)
	@echo "Fetching the packages of $< for the rehearsal of Read the Docs …"
	@rm -rf $(@D)
	@for version in $$($(BIN)/python tests/pythons.py); do \
		$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
			--python-version $$version -r $< -d $(@D) || exit 1; done
	@touch $@

# The hostile text that others have collected stands in the tests of source distributions; setuptools is in dev.txt.
$(HOSTILE): requirements/hostile.txt $(DEV_TOOLS)
	@echo "Fetching the source distributions of $< for the tests with hostile text …"
	@rm -rf $(@D)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --no-binary :all: \
		--no-build-isolation -r $< -d $(@D)
	@touch $@
