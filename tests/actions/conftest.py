"""A host with and without a document."""

from __future__ import annotations

import pytest
from acting import Host, noise

import editor.workspace
from editor.actions import clipboard
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.tools import transform
from editor.tools.tool import Tool


@pytest.fixture
def empty(qapp, tmp_path, monkeypatch) -> Host:
    def none(scene, event):
        return
        yield

    tools = (Tool("move", "Move", "move", none), transform.TOOL)
    monkeypatch.setattr(editor.workspace, "discover", lambda *a: tools)
    clipboard.QGuiApplication.clipboard().clear()
    return Host(tmp_path)


@pytest.fixture
def host(empty) -> Host:
    layer = PixelLayer(name="Photo", pixels=Pixels.of(noise()))
    empty.workspace.add(Session(Document(width=40, height=30, layers=(layer,)), "Open"))
    return empty
