#!/bin/sh
# Sets up everything Limner needs on Debian or Ubuntu: system libraries, .venv, pinned packages, compiled kernels.
# Idempotent; a second run takes a second. Usage: setup.sh [extra ...] with extras of pyproject.toml (dev, package).
set -eu
cd "$(dirname "$0")/../.."

say() { printf '%s\n' "$*" >&2; }

apt() {
    if [ "$(id -u)" = 0 ]; then set -- apt-get "$@"; else set -- sudo apt-get "$@"; fi
    DEBIAN_FRONTEND=noninteractive "$@"
}

install_packages() {
    say "Installing system packages: $*"
    apt update -qq >/dev/null
    apt install -y -qq --no-install-recommends "$@" >/dev/null
}

find_python() {
    for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

python=$(find_python) || { install_packages python3 python3-venv; python=$(find_python) || {
    say "Limner needs Python 3.11 to 3.13, and this system has none to install."; exit 1; }; }

# ensurepip is what Debian splits off into python3-venv
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    install_packages "python$version-venv"; }

if ! .venv/bin/python -c 'import sys' 2>/dev/null; then
    say "Creating .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

extras=$(printf '%s' "$*" | tr ' ' ',')
for wanted in $(printf '%s' "$extras" | tr ',' ' '); do
    stamp=.venv/.installed-$wanted
    sum=$(cat pyproject.toml packaging/constraints.txt | sha256sum | cut -d' ' -f1)
    if [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ]; then
        say "Installing Python packages ($wanted); the first time takes a few minutes"
        .venv/bin/python packaging/requirements.py "$wanted" > .venv/requirements.txt
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
            -c packaging/constraints.txt -r .venv/requirements.txt
        printf '%s' "$sum" > "$stamp"
    fi
done

# What Qt's plugins link to and a bare system lacks; asked of the linker, so that other distributions work too.
missing_libraries() {
    qt=$(echo .venv/lib/python3*/site-packages/PySide6/Qt)
    ldd "$qt"/plugins/platforms/libqxcb.so "$qt"/plugins/platforms/libqoffscreen.so \
        "$qt"/lib/libQt6Gui.so.6 "$qt"/lib/libQt6Widgets.so.6 2>/dev/null | grep -q 'not found'
}
if missing_libraries; then
    install_packages libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 \
        libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
        libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1
fi
if ! { command -v fc-list >/dev/null && fc-list | grep -q .; }; then
    install_packages fontconfig fonts-dejavu-core
fi

.venv/bin/python packaging/warm.py
