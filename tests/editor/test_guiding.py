"""Guides, LoRAs, marks and variations as values: what a request carries of them, without a window."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GenerativeLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.guides import GuideSource, from_layer, from_selection, networks, offered
from editor.loras import idle, matched, tags, weighed, with_lora, without
from editor.prompt_marks import has_weights, marks
from editor.requests import build
from editor.session import Session
from editor.staging import Placement, Staged
from editor.variations import offered as variations
from editor.variations import varied
from inference.api import MAPS, ModelInfo, ModelTraits, Picture, UserError, operations
from inference.prompts import evaluated, loras_in, spans

OPERATIONS = {operation.id: operation for operation in operations()}
TRAITS = ModelTraits(controls=True, adapter=True)


def filled(colour: tuple[int, ...], rect: Rect = Rect(0, 0, 1200, 900)) -> Pixels:  # noqa: B008
    return Pixels(4).write(rect.x, rect.y, np.full((rect.h, rect.w, 4), colour, np.uint8))


def opened(selected: bool = True) -> Session:
    mask = Pixels(1).write(600, 400, np.full((100, 100), 255, np.uint8)) if selected else None
    layers = (PixelLayer(name="Background", pixels=filled((90, 90, 90, 255))),
              PixelLayer(name="Lines", pixels=filled((255, 255, 255, 255), Rect(640, 420, 20, 20))))
    session = Session(Document(width=1200, height=900, layers=layers, selection=mask), "Open")
    session.activate(layers[0].id)
    return session


def asked(session: Session | None, operation: str, *guides: GuideSource, **values: Any) -> Any:
    found = OPERATIONS[operation]
    params = dataclasses.replace(found.parameters(), **values)
    return build(session, found, params, "/m/a", 1, 1, 512, guides)


@pytest.mark.parametrize("operation", ["generate", "inpaint", "remove", "style", "edit", "outpaint", "detail"])
@pytest.mark.parametrize("selected", [True, False])
def test_a_map_covers_the_picture_of_the_request(operation: str, selected: bool) -> None:
    if operation in ("inpaint", "remove") and not selected:
        return
    session = opened(selected)
    lines = session.document.layers[1].id
    values = {"outpaint": {"left": 100, "bottom": 50}, "remove": {}}.get(operation, {"prompt": "x"})
    request, placement = asked(session, operation, GuideSource("lineart", "layer", "Lines", lines, model="/m/c",
                                                               raw=False), **values)
    guide = request.guides[0]
    rect = placement.rect
    left, top, width, height = guide.box or (0, 0, rect.w, rect.h)
    assert guide.image.shape == (height, width, 4)
    assert (width, height) == ((1300, 950) if operation == "outpaint" else (rect.w, rect.h))
    y, x = 425 - rect.y - top, 645 - rect.x - left
    assert guide.image[y, x].tolist() == [255, 255, 255, 255]
    assert guide.image[y + 30, x + 30, 3] == 0
    if request.image is not None:  # a control map is no part of the picture
        assert (request.image[..., :3] == 90).all()


def test_what_is_off_or_impossible() -> None:
    session = opened()
    guide = GuideSource("canny", "picture", "Visible picture", model="/m/c")
    assert asked(session, "inpaint", guide.with_(on=False))[0].guides == ()
    assert asked(session, "inpaint", guide)[0].guides[0].raw
    with pytest.raises(UserError, match="has no model"):
        asked(session, "inpaint", guide.with_(model=None))
    with pytest.raises(UserError, match="is gone"):
        asked(session, "inpaint", guide.with_(origin="layer", layer=-1))
    empty = PixelLayer(name="Empty")
    session.commit("Add", session.document.inserted(empty))
    with pytest.raises(UserError, match="is empty here"):
        asked(session, "inpaint", GuideSource("canny", "layer", "Empty", empty.id, model="/m/c"))


def test_references_and_files_have_a_size_of_their_own() -> None:
    session = opened()
    pixels = np.full((50, 100, 4), 255, np.uint8)
    style = GuideSource("style", "file", "a.png", pixels=pixels, model="/m/i")
    assert asked(session, "inpaint", style)[0].guides[0].image.shape == (50, 100, 4)
    pose = style.with_(kind="pose", raw=False, model="/m/c")
    image = asked(None, "generate", pose, prompt="x", width=200, height=200)[0].guides[0].image
    assert image.shape == (200, 200, 4)
    assert image[100, 5, 3] == 255
    assert image[20, 100, 3] == 0  # fitted, not stretched
    part = from_selection(session.document, "subject", "Selection")
    assert part.pixels is not None
    assert part.pixels.shape == (100, 100, 4)
    with pytest.raises(UserError, match="Nothing is selected"):
        from_selection(opened(False).document, "subject", "Selection")


def test_a_control_map_of_ours_guides_as_it_is() -> None:
    made = GenerativeLayer(name="Map", recipe={"operation": "controlmap", "parameters": {"kind": "softedge"}})
    found = from_layer(made, "canny")
    assert (found.kind, found.raw) == ("softedge", False)
    assert from_layer(PixelLayer(), "canny").raw
    assert not from_layer(PixelLayer(), "pose").raw


def test_only_what_the_model_can_is_offered() -> None:
    assert offered(OPERATIONS["inpaint"], None) == ()
    assert set(MAPS) < set(offered(OPERATIONS["inpaint"], TRAITS))
    assert offered(OPERATIONS["edit"], ModelTraits(references=2)) == ("reference",)
    assert offered(OPERATIONS["upscale"], TRAITS) == ()
    models = (ModelInfo("/1", "depth thing", "controlnet", "sd15"), ModelInfo("/2", "a canny", "controlnet", "sd15"),
              ModelInfo("/3", "xl canny", "controlnet", "sdxl"), ModelInfo("/4", "a", "ip_adapter", "sd15"),
              ModelInfo("/5", "canny union", "controlnet", "sd15", variant="union"))
    assert [m.path for m in networks("canny", "sd15", models)] == ["/2", "/5", "/1"]
    assert [m.path for m in networks("style", "sd15", models)] == ["/4"]


# ---- prompts

@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), st.floats(-2, 2)), max_size=3),
       st.sampled_from(["a cat", "", "a, b"]))
def test_tags_are_those_that_the_engine_reads(loras: list[tuple[str, float]], words: str) -> None:
    text = words
    for name, weight in loras:
        text = with_lora(text, name, round(weight, 2))
    assert [(tag.name, tag.weight) for tag in tags(text)] == list(loras_in(text)[1])
    for index in range(len(tags(text))):
        assert tags(weighed(text, index, 0.5))[index].weight == 0.5
        assert len(tags(without(text, index))) == len(tags(text)) - 1
    assert evaluated(text, 1).words.split() == words.split()


def test_layers_of_a_lora() -> None:
    facts = [{"file": "One.safetensors", "layers": 12}, {"file": "two.safetensors", "layers": 0}]
    assert (matched(facts, "one"), matched(facts, "two"), matched(facts, "three")) == (12, 0, None)
    assert idle(facts) == ("two.safetensors",)
    assert idle(None) == ()


@given(st.text(alphabet="ab ()[]{}|#:1.3\\<>\n", max_size=40))
def test_marks_lie_in_the_text_and_agree_with_the_engine(text: str) -> None:
    for mark in marks(text):
        assert 0 <= mark.start < mark.start + mark.length <= len(text)
    if not any(sign in text for sign in "#{\\<"):
        weighs = any(span.weight != 1.0 for span in spans(text))
        assert not weighs or has_weights(text)


def test_marks_of_a_prompt() -> None:
    text = "a {red|blue} (cat:1.3) [dog] <lora:x:0.8> # (no)"
    kinds = {text[m.start:m.start + m.length]: m.kind for m in marks(text)}
    assert kinds["<lora:x:0.8>"] == "lora"
    assert kinds["# (no)"] == "comment"
    assert kinds["|"] == "wildcard"
    assert kinds[":1.3)"] == "weight"
    assert has_weights(text)
    assert not has_weights("plain # (no)")


# ---- variations

def staged(operation: str, model: str | None = "/m/a", **values: Any) -> Staged:
    request, placement = asked(opened(), operation, **values)
    request = dataclasses.replace(request, model=model)
    image = request.image
    box = None
    if operation == "outpaint":
        box = (-64, 0, 1264, 900)
        image = np.pad(image, ((0, 0), (64, 0), (0, 0)), mode="edge")
    elif image is not None:
        image = 255 - image
    else:
        image = np.zeros((900, 1200, 4), np.uint8)
    return Staged(1, (Picture(image, 7, box),), placement, {}, 0, request)


@pytest.mark.parametrize("operation", ["generate", "inpaint", "style"])
def test_a_variation_starts_from_the_result(operation: str) -> None:
    front = staged(operation, prompt="x")
    assert variations(front) == ("subtle", "strong")
    subtle, placement = varied(front, "subtle", 99)
    strong, _ = varied(front, "strong", 99)
    assert subtle.params.strength < strong.params.strength < 1
    assert subtle.image is front.picture.pixels
    assert subtle.mask is front.request.mask  # type: ignore[union-attr]
    assert placement is front.placement
    assert (subtle.seed, subtle.count) == (99, 1)


def test_of_an_extension_only_the_new_strip_is_varied() -> None:
    request, placement = varied(staged("outpaint", left=64), "subtle", 5)
    assert request.operation == "inpaint"
    assert request.mask is not None
    assert request.mask[:, :64].min() == 255
    assert not request.mask[:, 64:].any()
    assert (placement.kind, placement.rect) == ("extend", Rect(-64, 0, 1264, 900))


def test_what_has_no_noise() -> None:
    front = staged("style", None)
    near, far = varied(front, "subtle", 4)[0].params.detail, varied(front, "strong", 4)[0].params.detail
    assert 0 < abs(near - 0.5) < abs(far - 0.5)
    assert variations(staged("remove")) == ("another",)
    assert varied(staged("generate", None, prompt="x"), "another", 3)[0].params.prompt == "x"
    assert variations(Staged(1, (), Placement("layer", Rect(0, 0, 1, 1)), {})) == ()
