# Two commands are all that a newcomer needs: `make demo` and `make test`.
SHELL := /bin/bash
SWIFT_FLAGS ?=
# Tests that wait for sockets share two cores with tests that compute: with all of them at once, time limits would measure
# the queue.
TEST_FLAGS ?= --experimental-maximum-parallelization-width 8

.PHONY: help setup setup-test build release demo test lint format bench fuzz clean

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install what building and the demo need
	@scripts/setup build

setup-test: ## Install what the tests need as well
	@scripts/setup test

build: setup ## Build everything, with debugging
	swift build $(SWIFT_FLAGS)

release: setup ## Build the executables, optimised
	@for product in eid-broker eid-simulator relying-party; do \
		swift build -c release --product $$product $(SWIFT_FLAGS) || exit 1; \
	done

demo: setup ## Sign-ins and signed documents with itsme's simulator (ONCE=1 ends afterwards)
	@ONCE=$(ONCE) scripts/demo

test: setup-test ## Every test, and lint
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build $(TEST_FLAGS) $(SWIFT_FLAGS)
	@# A minute of broken documents; the same ones each time, so that a failure can be had again.
	FUZZ_ROUNDS=9000 swift test --skip-build --filter MutationTests $(SWIFT_FLAGS)
	@scripts/plugin-test
	@scripts/browser-tests
	@rm -rf .build/demo
	@BROKER_PORT=8580 SIMULATOR_PORT=8581 SHOP_PORT=8582 PARTNER_PORT=8583 DEMO_FOLDER=.build/demo JUDGES=all \
		SKIP_BUILD=1 ONCE=1 scripts/demo
	@scripts/lint

lint: setup-test ## Formatting, import rules, samples; changes nothing
	@scripts/lint

format: ## Format all sources
	swift format -i --recursive $(wildcard Sources Plugins Tests Samples Benchmarks) Package.swift

bench: setup ## Speed and memory, as a table
	@scripts/bench

fuzz: setup-test ## Broken documents by the hundred thousand (FUZZ_ROUNDS=20000)
	FUZZ_ROUNDS=$(or $(FUZZ_ROUNDS),20000) swift test --filter MutationTests $(SWIFT_FLAGS)

clean: ## Forget builds and the demo's keys and data
	rm -rf .build .demo
