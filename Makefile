# gridctl: what can be made. `make` alone lists it.

PREFIX ?= /usr/local
SWIFT  ?= swift

# A target that imports what it did not declare is an error; an incremental build alone would let it pass.
CHECKED = --explicit-target-dependency-import-check error
SOURCES = Package.swift Sources Tests
HIGHS   = .vendor/highsbox/highs_dist/lib

.PHONY: help setup build debug test demo bench format lint embed schema clean install fuzz

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing: Debian packages, the solver
	@Scripts/setup.sh

embed: ## list the files of sql/ and Help/ that are compiled in
	@Scripts/embed.sh

build: setup embed ## build for release
	$(SWIFT) build -c release $(CHECKED)

debug: setup embed ## build for debugging
	$(SWIFT) build $(CHECKED)

# The last line is swift-testing's own, the status its own.
test: embed ## build and run all tests
	@Scripts/setup.sh test
	$(SWIFT) test --disable-xctest $(CHECKED)

demo: build ## show the whole pipe on Examples/
	@.build/release/gridctl demo

bench: build ## measure, beside psql, plain tables, scipy, jinja2 and other parsers
	@python3 Benchmarks/run.py
	@python3 Benchmarks/run.py --curve
	@python3 Benchmarks/bill.py
	@python3 Benchmarks/print.py
	@python3 Benchmarks/sheet.py
	@python3 Benchmarks/ems.py
	@python3 Benchmarks/household.py
	@python3 Benchmarks/package.py
	@python3 Benchmarks/formats.py

fuzz: ## feed every decoder with broken dumps, FUZZ_SECONDS (60) each
	@Scripts/fuzz.sh

format: ## format the Swift sources in place
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

lint: ## check the format of the Swift sources
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

schema: debug ## write sql/schema.sql from the migrations
	@Scripts/schema.sh .build/debug/gridctl

clean: ## remove what was built; the solver and databases stay
	rm -rf .build

# The program finds the solver in ../lib/gridctl.
install: build ## install below PREFIX (/usr/local)
	install -D -m 755 .build/release/gridctl $(DESTDIR)$(PREFIX)/bin/gridctl
	install -D -m 644 $(HIGHS)/libhighs.so $(DESTDIR)$(PREFIX)/lib/gridctl/libhighs.so
