"""Builds the program with PyInstaller into dist/limner, weighs it, and runs its self-test as a stranger would."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "limner"


def build() -> None:
    started = time.monotonic()
    subprocess.run([sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
                    "--distpath", ROOT / "dist", "--workpath", ROOT / "build" / "pyinstaller",
                    ROOT / "packaging" / "limner.spec"], check=True, cwd=ROOT)
    print(f"built in {time.monotonic() - started:.0f} s")


def weigh() -> None:
    """The size of the whole and of its ten largest parts."""
    inside = PROGRAM / "_internal"
    sizes: Counter[str] = Counter()
    for path in PROGRAM.rglob("*"):
        if path.is_file() and not path.is_symlink():
            part = path.relative_to(inside).parts[0] if inside in path.parents else path.name
            sizes[part] += path.stat().st_size
    print(f"size {sum(sizes.values()) / 1e6:.0f} MB; the ten largest parts:")
    for part, size in sizes.most_common(10):
        print(f"  {size / 1e6:8.1f} MB  {part}")


def self_test() -> int:
    """With an empty environment, an empty home and, where the system allows it, no network at all."""
    command: list[str] = [str(PROGRAM / "limner"), "self-test"]
    cut = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*cut, "true"], capture_output=True).returncode == 0:
        command = [*cut, *command]
    else:
        print("this system does not allow a network namespace: the self-test runs with the network present")
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(command, env=environment, cwd=home).returncode


def first_paint() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    for name, command in (("packaged", [str(PROGRAM / "limner")]), ("from source", [sys.executable, "main.py"])):
        times = []
        for _ in range(5):
            done = subprocess.run([*command, "--measure-first-paint"], env=environment, cwd=ROOT,
                                  capture_output=True, text=True, check=True)
            times.append(float(done.stdout.split()[-1]))
        print(f"first paint, {name}: median {sorted(times)[2]:.0f} ms of {[round(t) for t in times]}")


def main() -> int:
    if "--keep" not in sys.argv:
        build()
    weigh()
    code = self_test()
    first_paint()
    return code


if __name__ == "__main__":
    sys.exit(main())
