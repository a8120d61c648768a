"""Prints the packages that pyproject.toml names, for `pip install -r`: run, or run plus one extra."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
wanted = sys.argv[1] if len(sys.argv) > 1 else "run"
packages = project["dependencies"] + ([] if wanted == "run" else project["optional-dependencies"][wanted])
print("\n".join(packages))
