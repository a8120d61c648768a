"""What the engine sees becomes a mask, a selection or words: requests and answers, with an engine that is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import FakeEngine, FakeHost

from editor.actions.ai import ACTIONS as AI
from editor.actions.layer import ACTIONS as LAYER
from editor.actions.select import ACTIONS as SELECT
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.layers import with_mask
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect
from editor.session import Session
from editor.tools.tool import Search
from inference.api import ModelInfo, Picture, Request, Result
from inference.api.hints import Hints

W, H = 90, 60
ACTIONS = {action.id: action for action in (*AI, *LAYER, *SELECT)}


def found(request: Request) -> Result:
    """The middle of the picture, inside what may be found."""
    assert request.image is not None
    pixels = np.zeros(request.image.shape[:2], np.uint8)
    pixels[10:50, 20:70] = 255
    if request.mask is not None:
        pixels = np.minimum(pixels, request.mask)
    return Result((Picture(np.dstack([pixels] * 4), 1, facts={"text": "a red disc"}),), {})


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> Any:
    host = FakeHost(tmp_path, FakeEngine(answer=found))
    layer = PixelLayer(name="Photo", x=5, y=3, pixels=Pixels.of(np.full((H, W, 4), 200, np.uint8)))
    host.workspace.add(Session(Document(width=W, height=H, layers=(layer,)), "Open"))
    return host


def mask_of(session: Session) -> np.ndarray:
    layer = session.active_layer
    assert layer is not None
    assert layer.mask is not None
    return layer.mask.pixels.read(session.document.rect.moved(-layer.x, -layer.y))


def test_the_background_is_hidden_by_a_mask_and_an_older_mask_stays(host: Any) -> None:
    session = host.workspace.session
    ACTIONS["layer.remove_background"].run(host)
    request = host.workspace.engine.jobs[-1].request
    assert (request.operation, request.model, request.image.shape) == ("background", None, (H, W, 4))
    assert not request.image[:3].any(), "the layer begins at (5, 3)"
    assert np.argwhere(mask_of(session) > 0).min(0).tolist() == [10, 20]
    assert (mask_of(session) > 0).sum() == 40 * 50
    assert [state.label for state in session.history.states] == ["Open", "Remove background"]
    session.undo()
    half = with_mask(session.document, session.active_layer.id, from_rect(0, 0, 40, H, Rect(0, 0, W, H)))
    session.commit("Mask", half)
    ACTIONS["layer.remove_background"].run(host)
    assert (mask_of(session) > 0).sum() == 40 * 20
    assert isinstance(session.active_layer.mask, Mask)


def test_the_subject_becomes_the_selection_by_an_installed_model(host: Any) -> None:
    session = host.workspace.session
    host.workspace.engine.models = (ModelInfo("/m/u2net.pth", "u2net", "background", "u2net", ("background",)),)
    session.commit("Select", session.document.with_(selection=from_rect(0, 0, 9, 9, session.document.rect)))
    ACTIONS["select.subject"].run(host)
    assert host.workspace.engine.jobs[-1].request.model == "/m/u2net.pth"
    assert session.document.selection.content_bounds() == Rect(20, 10, 50, 40)


def test_words_are_looked_for_by_the_best_model_that_reads_them(host: Any) -> None:
    workspace, told = host.workspace, []
    workspace.noticed.connect(lambda *texts: told.append(texts[0]))
    session = workspace.session
    workspace.choose_tool("smart")
    workspace.set_options(replace(workspace.options["smart"], words=" the sky ", mode="subtract"))
    session.commit("Select", session.document.with_(selection=from_rect(0, 0, 60, 60, session.document.rect)))
    workspace.enter()
    assert told == ["There is no model that reads words."]
    workspace.engine.models = tuple(
        ModelInfo(f"/m/{name}", name, "segmenter", name, ("find",), title=title)
        for name, title in (("clipseg", "CLIPSeg"), ("sam3", "SAM 3")))
    workspace.enter()
    request = workspace.engine.jobs[-1].request
    assert (request.operation, request.model, request.params.words) == ("find", "/m/sam3", "the sky")
    assert session.document.selection.content_bounds() == Rect(0, 0, 60, 60)
    assert session.document.selection.read(Rect(20, 10, 40, 40)).max() == 0
    assert session.search.words == "the sky"
    workspace.set_options(replace(workspace.options["smart"], words="  "))
    before = len(workspace.engine.jobs)
    workspace.enter()
    assert len(workspace.engine.jobs) == before


def test_clicks_are_answered_by_the_best_or_the_quickest(host: Any) -> None:
    workspace = host.workspace
    workspace.engine.models = tuple(
        ModelInfo(f"/m/{name}", name, "segmenter", "sam", ("segment",), size, title=title)
        for name, title, size in (("mobile", "MobileSAM", 40), ("huge", "SAM", 2500), ("two", "SAM 2", 156)))
    for method, path in (("auto", "/m/two"), ("quick", "/m/mobile"), ("colours", None)):
        search = Search(Hints(inside=((30.0, 20.0),)), None, method=method, label="Smart select")
        workspace.send(workspace.session, search)
        assert workspace.engine.jobs[-1].request.model == path


def test_words_go_where_prompts_are_written(host: Any) -> None:
    told: list[str] = []
    host.workspace.described.connect(told.append)
    session = host.workspace.session
    session.commit("Select", session.document.with_(selection=from_rect(10, 5, 90, 60, session.document.rect)))
    ACTIONS["ai.describe"].run(host)
    assert told == ["a red disc"]
    assert host.workspace.engine.jobs[-1].request.image.shape == (55, 80, 4)
    assert not session.staged


def test_a_group_has_no_background(host: Any) -> None:
    from inference.api import UserError

    session = host.workspace.session
    group = GroupLayer(name="Group")
    session.commit("Group", session.document.inserted(group), active=group.id)
    with pytest.raises(UserError, match="layer with pixels"):
        ACTIONS["layer.remove_background"].run(host)
