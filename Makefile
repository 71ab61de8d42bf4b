.PHONY: help setup demo test lint report bench clean

help:
	@echo "make setup    install what the product runs on, into .venv"
	@echo "make demo     start the demo on http://127.0.0.1:8000 (PORT=8001 for another)"
	@echo "make test     run all tests, on SQLite and on PostgreSQL"
	@echo "make lint     run every other check"
	@echo "make report   make the demo region's report: var/rapportage-regio.pdf"
	@echo "make bench    measure the pages and the report over HTTP (takes minutes)"
	@echo "make clean    remove the environment, the demo and everything else made here"

setup:
	@scripts/setup

demo:
	@scripts/demo

test:
	@scripts/test

lint:
	@scripts/lint

report:
	@scripts/with_demo .venv/bin/python manage.py render_report \
		--quarter 2025-Q3 --output var/rapportage-regio.pdf

bench:
	@scripts/bench

clean:
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf var/static var/demo* var/rapportage-regio.pdf test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
