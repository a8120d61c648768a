"""A host that answers forms and file dialogs, and small pictures, for the tests of actions."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from editor.actions.action import Action
from editor.document.document import Document
from editor.document.selection import from_rect
from editor.formats.raster import flat
from editor.session import Session
from inference.api import discover
from tests.fakes import FakeHost

ACTIONS: dict[str, Action] = {action.id: action for action in discover("editor.actions", "ACTIONS")}


class Host(FakeHost):
    """Answers forms with `answers` (changes to what was offered) and file dialogs with `path`."""

    answers: dict | None = None
    path: Path | None = None
    asked: list = []  # noqa: RUF012
    paths: list = []  # noqa: RUF012

    def ask(self, title, values):
        self.asked = [*self.asked, title]
        return None if self.answers is None else dataclasses.replace(values, **self.answers)

    def save_path(self, suggested, export):
        self.suggested = suggested
        return self.path

    def open_paths(self):
        return self.paths

    def do(self, action_id: str, **answers):
        self.answers = answers
        action = ACTIONS[action_id]
        assert action.enabled(self.workspace), f"{action_id} is not enabled"
        action.run(self)

    @property
    def session(self) -> Session:
        assert self.workspace.session is not None
        return self.workspace.session

    @property
    def document(self) -> Document:
        return self.session.document


def noise(w=40, h=30, seed=1, dtype="uint8"):
    array = np.random.default_rng(seed).integers(0, 256, (h, w, 4)).astype(np.uint8)
    array[..., 3] = 255
    return array.astype(dtype) * (257 if dtype == "uint16" else 1)


def select(host, x=5, y=5, w=10, h=8):
    host.session.commit("Select", host.document.with_(selection=from_rect(x, y, x + w, y + h, host.document.rect)))


def pixels(host) -> np.ndarray:
    return flat(host.document)
