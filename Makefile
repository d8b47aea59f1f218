# Everything a newcomer needs: `make serve` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
# Installing trusts the certificates that the machine trusts.
export UV_SYSTEM_CERTS = 1

.PHONY: serve test gate faults bench models ocr lock check clean

serve: .venv/ready
	$(BIN)/fazhi serve --host $(HOST) --port $(PORT)

test: .venv/ready-dev
	$(BIN)/pytest

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# The evaluation with its gate, and the test of the checker it relies on; reports go to $(RUN).
RUN ?= data/evaluations/gate
gate: .venv/ready-dev
	$(BIN)/fazhi eval --out $(RUN)
	$(BIN)/fazhi eval planted

# The gate itself is tested: every deliberate fault must be caught.
faults: .venv/ready-dev
	$(BIN)/fazhi eval faults

bench: .venv/ready-dev
	$(BIN)/python -m eval.bench

# Two small chat models, 1.6 GB, that the tests marked llm run; the program itself needs none.
models: .venv/ready-dev
	$(BIN)/python -m eval.models.fetch

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-build.lock

.venv/ready: .venv/bin/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet -p $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet -p $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/uv pip install --quiet -p $(BIN)/python --require-hashes -r requirements-dev.lock
	touch $@

# The recognition of scanned pages and pictures, 150 MB; without it they are refused with a sentence that says so.
ocr: .venv/ready requirements-ocr.lock
	$(BIN)/uv pip install --quiet -p $(BIN)/python --require-hashes -r requirements-ocr.lock

# Only when a dependency changes: writes the lock files anew.
lock: .venv/bin/uv
	$(BIN)/uv pip compile -q pyproject.toml -o requirements.lock $(LOCK)
	$(BIN)/uv pip compile -q pyproject.toml --extra ocr -c requirements.lock -o requirements-ocr.lock $(LOCK)
	$(BIN)/uv pip compile -q pyproject.toml --extra ocr --extra dev -c requirements-ocr.lock -o requirements-dev.lock $(LOCK)
LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11

clean:
	rm -rf .venv data
