"""Precision that was learnt: a model that gave no picture at half precision on this GPU starts safer next time."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs

from inference.devices import Plan

_KEPT = ("dtype", "vae_dtype", "storage")


def state_path() -> Path:
    return Path(platformdirs.user_state_dir("limner", appauthor=False)) / "precision.json"


def remembered(plan: Plan, gpu: str, fingerprint: str) -> Plan:
    """`plan` with the precision that this model needed on this GPU before."""
    kept = _stored().get(f"{gpu}|{fingerprint}", {})
    known: dict[str, Any] = {name: kept[name] for name in _KEPT if isinstance(kept.get(name), str)}
    return replace(plan, **known)


def remember(plan: Plan, gpu: str, fingerprint: str) -> None:
    """Keep the plan's precision for this pair. Written beside its place and moved there."""
    path = state_path()
    body = {**_stored(), f"{gpu}|{fingerprint}": {name: getattr(plan, name) for name in _KEPT}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(body, file, indent=1)
    os.replace(file.name, path)


def _stored() -> dict[str, dict[str, str]]:
    try:
        found = json.loads(state_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
