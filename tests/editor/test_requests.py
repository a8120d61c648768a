"""What the engine is handed, and that nothing outside the selection changes, to the byte, for every operation."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from fakes import painted

from editor.contexts import SMALLEST_CROP_PX, context_rect
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GenerativeLayer, GroupLayer, Layer, PixelLayer, walk
from editor.document.pixels import Array, Pixels
from editor.requests import below, build, insertion
from editor.session import Session
from editor.staging import Staged
from inference.api import Operation, UserError, operations

WIDTH, HEIGHT = 700, 600
OPERATIONS: dict[str, Operation] = {o.id: o for o in operations()}


def picture(seed: int = 1, width: int = WIDTH, height: int = HEIGHT, dtype: str = "uint8") -> Array:
    top = 1.0 if dtype == "float32" else np.iinfo(dtype).max
    made = np.random.default_rng(seed).random((height, width, 4)) * top
    made[..., 3] = top
    return made.astype(dtype)


def soft_selection() -> Array:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    distance = np.hypot(x - 300, y - 250)
    return (np.clip((90 - distance) / 20, 0, 1) * 255).astype(np.uint8)


def opened(selected: bool = True, dtype: str = "uint8", layers: tuple[Layer, ...] | None = None) -> Session:
    stack = layers or (PixelLayer(name="Background", pixels=Pixels.of(picture(dtype=dtype))),)
    document = Document(width=WIDTH, height=HEIGHT, dtype=dtype, layers=stack,
                        selection=Pixels.of(soft_selection()) if selected else None)
    return Session(document, "Open")


def parameters_of(operation: Operation, **changes: object) -> object:
    names = {f.name for f in dataclasses.fields(operation.parameters)}
    values = {"prompt": "a red house", "left": 32, "bottom": 16, **changes}
    return operation.parameters(**{k: v for k, v in values.items() if k in names})


def accepted(session: Session, operation: Operation, **changes: object) -> Document:
    request, placement = build(session, operation, parameters_of(operation, **changes), None, 5, 2)
    session.stage(Staged(1, painted(request).pictures, placement, {"operation": operation.id}))
    session.accept()
    return session.document


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("name", ["generate", "inpaint", "remove", "style"])
def test_outside_the_selection_nothing_changes(name: str, dtype: str) -> None:
    session = opened(dtype=dtype)
    before = compose(session.document, session.document.rect)
    document = accepted(session, OPERATIONS[name])
    after = compose(document, document.rect)
    outside = soft_selection() == 0
    assert np.array_equal(after[outside], before[outside])
    inside = soft_selection() == 255
    assert (after[inside] != before[inside]).any()


def test_an_extension_keeps_every_pixel_of_the_old_canvas() -> None:
    session = opened(selected=False)
    before = compose(session.document, session.document.rect)
    document = accepted(session, OPERATIONS["outpaint"])
    assert (document.width, document.height) == (WIDTH + 32, HEIGHT + 16)
    after = compose(document, document.rect)
    assert np.array_equal(after[:HEIGHT, 32:], before)
    assert (after[HEIGHT:, :, 3] == 255).all()
    assert (after[:, :32, 3] == 255).all()


def test_an_upscale_makes_the_document_larger() -> None:
    session = opened(selected=False)
    before = compose(session.document, session.document.rect)
    document = accepted(session, OPERATIONS["upscale"])
    assert (document.width, document.height) == (WIDTH * 2, HEIGHT * 2)
    assert np.array_equal(compose(document, document.rect)[::2, ::2], before)


def test_undo_of_an_accepted_result_is_one_step() -> None:
    session = opened()
    original = session.document
    accepted(session, OPERATIONS["inpaint"])
    session.undo()
    assert session.document is original


def test_a_result_is_a_generative_layer_above_the_active_one() -> None:
    session = opened()
    document = accepted(session, OPERATIONS["inpaint"])
    made = document.layers[-1]
    assert isinstance(made, GenerativeLayer)
    assert made.recipe["seed"] == 5
    assert made.mask is not None
    shown = made.mask.pixels.read(Rect(0, 0, WIDTH, HEIGHT).moved(-made.x, -made.y))
    assert np.array_equal(shown, soft_selection())
    assert session.active_layer is made


def test_the_engine_gets_the_selection_with_generous_context() -> None:
    session = opened()
    request, placement = build(session, OPERATIONS["inpaint"], parameters_of(OPERATIONS["inpaint"]), None, 0, 1)
    assert request.image is not None
    assert request.mask is not None
    assert request.image.shape[:2] == request.mask.shape == (placement.rect.h, placement.rect.w)
    assert min(placement.rect.w, placement.rect.h) >= SMALLEST_CROP_PX
    assert np.array_equal(request.mask > 0, soft_selection()[placement.rect.slices(session.document.rect)] > 0)


@pytest.mark.parametrize(("bounds", "expected"), [
    (Rect(10, 10, 20, 20), Rect(0, 0, 512, 512)),
    (Rect(1900, 900, 50, 50), Rect(1488, 488, 512, 512)),
    (Rect(800, 400, 400, 200), Rect(600, 200, 800, 600)),
    (Rect(0, 0, 2000, 1000), Rect(0, 0, 2000, 1000)),
])
def test_context(bounds: Rect, expected: Rect) -> None:
    assert context_rect(bounds, Rect(0, 0, 2000, 1000)) == expected


def test_context_of_a_small_picture_is_the_picture() -> None:
    whole = Rect(0, 0, 100, 80)
    assert context_rect(Rect(10, 10, 5, 5), whole) == whole


def test_what_lies_above_the_new_layer_is_not_in_the_picture() -> None:
    bottom = PixelLayer(name="Photo", pixels=Pixels.of(picture()))
    title = PixelLayer(name="Title", pixels=Pixels.of(picture(2)))
    session = opened(layers=(bottom, title))
    session.activate(bottom.id)
    request, placement = build(session, OPERATIONS["style"], parameters_of(OPERATIONS["style"]), None, 0, 1)
    assert placement.above == bottom.id
    assert np.array_equal(request.image, picture()[placement.rect.slices(session.document.rect)])


def test_an_empty_layer_at_the_bottom_means_the_whole_picture() -> None:
    empty, photo = PixelLayer(name="Empty"), PixelLayer(name="Photo", pixels=Pixels.of(picture()))
    session = opened(layers=(empty, photo))
    session.activate(empty.id)
    request, placement = build(session, OPERATIONS["remove"], parameters_of(OPERATIONS["remove"]), None, 0, 1)
    assert placement.above is None
    assert request.image is not None
    assert request.image[..., 3].all()


def test_a_result_does_not_come_between_a_layer_and_what_is_clipped_to_it() -> None:
    base = PixelLayer(name="Base")
    first, second = PixelLayer(name="a", clipping=True), PixelLayer(name="b", clipping=True)
    document = Document(width=8, height=8, layers=(base, first, second, PixelLayer(name="top")))
    assert insertion(document, base) == second.id
    assert insertion(document, None) is None


def test_below_keeps_groups_but_not_what_is_above_in_them() -> None:
    low, high, top = PixelLayer(name="low"), PixelLayer(name="high"), PixelLayer(name="top")
    document = Document(width=8, height=8, layers=(GroupLayer(name="g", children=(low, high)), top))
    assert [layer.name for layer in walk(below(document, low.id).layers)] == ["g", "low"]
    assert below(document, top.id) is document


def test_growing_takes_the_mask_along() -> None:
    session = opened()
    operation = OPERATIONS["remove"]
    request, placement = build(session, operation, parameters_of(operation, grow=12), None, 0, 1)
    assert placement.mask is not None
    assert placement.mask.content_bounds().w > session.document.selection.content_bounds().w  # type: ignore[union-attr]
    assert request.params.grow == 0


def test_without_a_document_a_picture_becomes_one() -> None:
    operation = OPERATIONS["generate"]
    params = parameters_of(operation, width=128, height=64)
    request, placement = build(None, operation, params, None, 3, 1)
    assert placement.kind == "document"
    assert request.image is None
    assert (request.params.width, request.params.height) == (128, 64)


def test_a_picture_for_a_document_has_its_size() -> None:
    operation = OPERATIONS["generate"]
    request, _ = build(opened(selected=False), operation, parameters_of(operation), None, 3, 1)
    assert (request.params.width, request.params.height) == (WIDTH, HEIGHT)
    assert request.image is None


@pytest.mark.parametrize("name", ["inpaint", "remove"])
def test_a_missing_selection_is_told(name: str) -> None:
    with pytest.raises(UserError, match="needs a selection"):
        build(opened(selected=False), OPERATIONS[name], parameters_of(OPERATIONS[name]))


@pytest.mark.parametrize("name", ["inpaint", "style", "upscale", "outpaint"])
def test_a_missing_document_is_told(name: str) -> None:
    with pytest.raises(UserError, match="needs a picture"):
        build(None, OPERATIONS[name], parameters_of(OPERATIONS[name]))


def test_an_empty_document_cannot_be_restyled() -> None:
    session = opened(selected=False, layers=(PixelLayer(name="Empty"),))
    with pytest.raises(UserError, match="nothing visible"):
        build(session, OPERATIONS["style"], parameters_of(OPERATIONS["style"]))


@pytest.mark.parametrize("context", ["auto", "mask", "image", "layer"])
@pytest.mark.parametrize("native", [0, 320])
def test_contexts_say_what_the_engine_sees(context: str, native: int) -> None:
    session, model = opened(), "/m/a" if native else None
    params = parameters_of(OPERATIONS["inpaint"], context=context)
    rect = build(session, OPERATIONS["inpaint"], params, model, native=native)[1].rect
    bounds = Pixels.of(soft_selection()).content_bounds()
    padded = context_rect(bounds, Rect(0, 0, WIDTH, HEIGHT), native)
    # the bare bounds leave the built-in fill nothing to continue
    expected = {"auto": padded, "mask": bounds if native else padded}
    assert rect == expected.get(context, Rect(0, 0, WIDTH, HEIGHT))


def test_a_model_is_handed_the_soft_selection_as_strengths() -> None:
    session = opened()
    request, placement = build(session, OPERATIONS["inpaint"], parameters_of(OPERATIONS["inpaint"]), "/m/a")
    assert request.mask is not None
    assert placement.mask is not None
    assert np.array_equal(request.mask, soft_selection()[placement.rect.slices(Rect(0, 0, 0, 0))])
    shown = placement.mask.read(Rect(0, 0, WIDTH, HEIGHT))
    assert np.array_equal(shown, np.where(soft_selection() > 0, 255, 0))


def test_replacing_the_background_takes_all_but_the_subject() -> None:
    session = opened()
    params = parameters_of(OPERATIONS["inpaint"], mode="replace")
    request, placement = build(session, OPERATIONS["inpaint"], params, "/m/a")
    assert placement.rect == Rect(0, 0, WIDTH, HEIGHT)
    assert request.mask is not None
    assert request.mask[0, 0] == 255
    assert request.mask[250, 300] == 0
