# Two commands do everything: `make run` and `make test`. Each sets up what it needs first.
PYTHON_ENV = .venv/bin/python

.PHONY: run setup dev test lint types check demo bench bench-builtin bench-gpu gallery families sight translations package screenshots clean

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(PYTHON_ENV) main.py; \
	else echo "No screen: playing the demo offscreen into build/demo"; exec $(PYTHON_ENV) main.py demo --out build/demo; fi

setup:
	@packaging/linux/setup.sh run

dev:
	@packaging/linux/setup.sh run dev

test: dev lint types check

lint:
	.venv/bin/ruff check .

types:
	.venv/bin/mypy

check:
	OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m pytest -q -n auto

demo: setup
	$(PYTHON_ENV) main.py demo --out build/demo

screenshots: setup
	$(PYTHON_ENV) main.py demo --out build/demo --screenshots build/screenshots
	for name in generate remove style; do cp build/screenshots/$$name-staged.png docs/screenshots/$$name.png; done
	cd build/screenshots && cp sentence.png adjustments.png light.png running.png overlay.png difference.png badge.png modes.png regions.png ../../docs/screenshots

bench: dev
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m bench

bench-builtin: dev
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) -m bench upscale upscale_speed fill damage style outpaint scene
	QT_QPA_PLATFORM=offscreen $(PYTHON_ENV) bench/fill.py --held-out

gallery: dev
	$(PYTHON_ENV) -m bench._gallery

families: dev
	$(PYTHON_ENV) -W ignore -m bench.families --write

sight: dev
	$(PYTHON_ENV) -W ignore -m bench.sight --write

bench-gpu: dev
	$(PYTHON_ENV) -m bench.gpu

translations: dev
	$(PYTHON_ENV) packaging/translations.py

package:
	@packaging/linux/setup.sh run dev package
	$(PYTHON_ENV) packaging/build.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache
