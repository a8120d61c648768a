"""Documents: layers found, replaced, moved in groups; differences are never too small."""

import numpy as np
import pytest

from editor.document.compose import compose
from editor.document.diff import difference, restructured, selection_difference
from editor.document.document import Document
from editor.document.geometry import EMPTY, Rect
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer, walk
from editor.document.pixels import Pixels
from inference.api import UserError


def square(x: int, y: int, edge: int, value: int = 200, **facts: object) -> PixelLayer:
    return PixelLayer(pixels=Pixels.of(np.full((edge, edge, 4), value, np.uint8)), x=x, y=y, **facts)  # type: ignore[arg-type]


A, B, C = square(0, 0, 40), square(300, 10, 50, 90), square(20, 300, 600, 120, clipping=True)
GROUP = GroupLayer(children=(B, C))
DOCUMENT = Document(width=900, height=900, layers=(A, GROUP))


def test_edits_keep_what_they_do_not_touch() -> None:
    edited = DOCUMENT.with_layer(B.with_(opacity=0.5))
    assert edited.layer(B.id).opacity == 0.5
    assert edited.layer(C.id) is C
    assert edited.layers[0] is A
    assert [layer.id for layer in walk(DOCUMENT.without(B.id).layers)] == [A.id, GROUP.id, C.id]
    assert DOCUMENT.parent(C.id) is GROUP
    assert DOCUMENT.parent(A.id) is None


def test_layers_are_put_where_asked() -> None:
    new = square(0, 0, 8)
    assert DOCUMENT.inserted(new).layers[-1] is new
    assert DOCUMENT.inserted(new, above=B.id).layers[1].children == (B, new, C)  # type: ignore[attr-defined]
    assert DOCUMENT.placed(new, GROUP.id, 0).layers[1].children[0] is new  # type: ignore[attr-defined]
    assert DOCUMENT.placed(new, None, 0).layers[0] is new
    with pytest.raises(UserError):
        DOCUMENT.placed(new, A.id, 0)
    with pytest.raises(KeyError):
        DOCUMENT.without(10 ** 9)


def edits() -> list[Document]:
    mask = Mask(Pixels.of(np.zeros((30, 30), np.uint8), fill=255))
    free = C.with_(clipping=False)
    base = [DOCUMENT, DOCUMENT.without(B.id), DOCUMENT.without(A.id), DOCUMENT.inserted(square(500, 600, 90))]
    changes: list[Layer] = [
        B.with_(x=100), B.with_(visible=False), C.with_(clipping=False), B.with_(mask=mask), A.with_(blend="screen"),
        B.with_(mask=Mask(Pixels(1, fill=255))), B.with_(mask=Mask(Pixels(1))), GROUP.with_(children=(free, B)),
        GROUP.with_(blend="pass through", opacity=0.4),
        B.with_(pixels=B.pixels.write(4, 4, np.zeros((3, 3, 4), np.uint8))),
        GROUP.with_(mask=mask, x=300), GROUP.with_(children=(A.with_(id=B.id), B.with_(clipping=True, id=A.id), C))]
    return base + [DOCUMENT.with_layer(change) for change in changes]


@pytest.mark.parametrize("i", range(len(edits())))
def test_differences_are_never_too_small(i: int) -> None:
    documents = edits()
    old = documents[i]
    for new in documents:
        area = difference(old, new)
        differs = (compose(old, old.rect) != compose(new, new.rect)).any(axis=-1)
        differs[area.slices(new.rect)] = False
        assert not differs.any()
    assert difference(old, old) is EMPTY


def test_a_dab_differs_where_it_is() -> None:
    """A tile of four bytes a px is compared two px at a time."""
    dab = np.zeros((3, 3, 4), np.uint8)
    new = DOCUMENT.with_layer(B.with_(pixels=B.pixels.write(4, 4, dab)))
    assert difference(DOCUMENT, new) == Rect(304, 14, 4, 3)
    assert difference(new, DOCUMENT.with_layer(B.with_(pixels=B.pixels.write(4, 4, dab)))).is_empty


@pytest.mark.parametrize("change", [{"name": "x"}, {"opacity": 0.3}, {"x": 3}, {"locked": True}, {"clipping": True}])
def test_panels_hear_of_looks_and_not_of_pixels(change: dict[str, object]) -> None:
    painted = DOCUMENT.with_layer(B.with_(pixels=B.pixels.write(4, 4, np.zeros((3, 3, 4), np.uint8))))
    assert not restructured(DOCUMENT, painted)
    assert restructured(DOCUMENT, painted.with_layer(B.with_(**change)))
    assert restructured(DOCUMENT, DOCUMENT.without(B.id))


def test_selection_difference_is_of_selections() -> None:
    selected = DOCUMENT.with_(selection=Pixels.of(np.full((9, 9), 255, np.uint8), 700, 700))
    assert difference(DOCUMENT, selected).is_empty
    assert selection_difference(DOCUMENT, selected).covers(Rect(700, 700, 9, 9))
