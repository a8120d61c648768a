"""Plans carried out on real documents: by filters and functions at once, by the real engine, or by one that answers."""

import contextlib
import dataclasses
import json

import numpy as np
import pytest

import editor.cli_engine
from editor.assistant.carrying import answered, asked, carried, carry_out, footing
from editor.assistant.grammar import understood
from editor.assistant.step import make_step
from editor.cli import run as command_line
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.history import History
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect
from inference.api import ModelInfo, Picture, Result, UserError
from inference.engine import Engine

FINDER = ModelInfo("/m", "m", "segmenter", "clipseg", ("find",))


class Silent:
    def step(self, fraction, stage, preview=None):
        pass

    def part(self, start, end):
        return self


def picture(width=96, height=64):
    y, x = np.mgrid[0:height, 0:width]
    array = np.stack([x * 2, y * 3, (x + y) % 256, np.full_like(x, 255)], axis=2).astype(np.uint8)
    return Document(width=width, height=height, layers=(PixelLayer(name="Photo", pixels=Pixels.of(array)),))


def shown(document):
    return compose(document, document.rect)


def done(sentence, document, run=None, models=()):
    found = understood(sentence)
    assert not found.missed
    return carry_out(History.start(document, "Open"), found.plan, models, run or by_engine)


def by_engine(request):
    return Engine().run(request, Silent())


def test_each_step_is_a_step_of_the_history():
    history = done("crop to square, rotate left, make it warmer, black and white", picture())
    assert [state.label for state in history.states] == [
        "Open", "Crop", "Rotate or flip", "White balance", "Black and white"]
    made = shown(history.current)
    assert made.shape == (64, 64, 4)
    assert np.array_equal(made[..., 0], made[..., 1])


def test_undo_in_a_sentence_goes_back():
    document = picture()
    history = done("make it brighter, undo that", document)
    assert history.current is document
    assert history.can_redo
    with pytest.raises(UserError, match="nothing to undo"):
        done("undo", document)


def test_a_filter_is_for_the_whole_picture_not_for_the_layer_on_top():
    patch = PixelLayer(name="Patch", pixels=Pixels(4).write(10, 10, np.full((8, 8, 4), 200, np.uint8)))
    document = picture()
    document = document.with_(layers=(*document.layers, patch))
    made = carried(document, make_step("filter", "invert"))
    assert np.array_equal(shown(made)[..., :3], 255 - shown(document)[..., :3])
    assert made.layers[:2] == document.layers
    again = carried(made, make_step("filter", "invert"))  # the new layer covers all: no further one
    assert len(again.layers) == 3
    assert np.array_equal(shown(again), shown(document))


def test_a_single_layer_is_changed_in_place():
    document = picture()
    assert footing(document, "x") == (document, document.layers[0].id)


def test_unselected_pixels_stay_to_the_byte():
    document = picture().with_(selection=from_rect(10, 10, 40, 40, picture().rect))
    made = shown(done("make it black and white", document).current)
    before = shown(document)
    outside = np.ones(before.shape[:2], bool)
    outside[10:40, 10:40] = False
    assert np.array_equal(made[outside], before[outside])
    assert not np.array_equal(made, before)


def test_the_left_half_alone():
    document = picture()
    history = done("brighten the left half", document)
    made, before = shown(history.current), shown(document)
    assert np.array_equal(made[:, 48:], before[:, 48:])
    assert (made[:, :40, :3].mean() > before[:, :40, :3].mean() + 5)
    assert history.current.selection is None


def found_at(*boxes):
    """An engine that finds these boxes (x0, y0, x1, y1), and inverts what it is to change."""
    def run(request):
        run.seen.append(request)
        pixels = request.image.copy()
        if request.operation in ("find", "background", "damage"):
            pixels[...] = 0
            for x0, y0, x1, y1 in boxes:
                pixels[y0:y1, x0:x1] = 255
            pixels[..., 3] = 255
        else:
            pixels[..., :3] = 255 - pixels[..., :3]
        return Result((Picture(pixels, request.seed),), {"operation": request.operation})
    run.seen = []
    return run


def test_of_several_people_the_left_one_is_removed():
    document = picture()
    run = found_at((8, 8, 20, 30), (60, 8, 72, 30))
    history = done("remove the person on the left", document, run, (FINDER,))
    changed = (shown(history.current) != shown(document)).any(axis=2)
    assert changed[12:26, 10:18].all()
    assert not changed[:, 40:].any()
    assert [r.operation for r in run.seen] == ["find", "remove"]
    assert run.seen[0].params.words == "person"


def test_blur_the_background_leaves_the_subject():
    document = picture()
    history = done("make the background black and white", document, found_at((30, 10, 60, 50)))
    made, before = shown(history.current), shown(document)
    assert np.array_equal(made[10:50, 30:60], before[10:50, 30:60])
    assert np.array_equal(made[:, :20, 0], made[:, :20, 2])


def test_a_cut_out_after_a_style_hides_what_lies_below():
    history = done("turn it into a cartoon and remove the background", picture(), found_at((30, 10, 60, 50)))
    made = shown(history.current)
    assert (made[12:48, 32:58, 3] == 255).all()
    assert not made[:, :25, 3].any()


def test_extending_to_a_ratio_asks_for_both_sides():
    request, placement = asked(picture(96, 96), make_step("action", "extend", ratio="2:1"))
    assert (request.params.left, request.params.right, request.params.top) == (48, 48, 0)
    assert placement.kind == "extend"
    with pytest.raises(UserError, match="no side"):
        asked(picture(96, 48), make_step("action", "extend", ratio="2:1"))


def test_words_without_a_model_name_the_model():
    with pytest.raises(UserError, match="sign"):
        done("remove the sign", picture(), found_at((1, 1, 4, 4)))
    with pytest.raises(UserError, match="follows instructions"):
        done("add a moon", picture())


def test_what_is_not_in_the_picture_is_told():
    one = make_step("selection", "find", words="unicorn")
    request, placement = asked(picture(), one, (FINDER,))
    nothing = Picture(np.zeros_like(request.image))
    with pytest.raises(UserError, match="unicorn"):
        answered(picture(), one, nothing, placement, {})


def test_by_the_real_engine():
    """Style, enlarging and a cut-out by the built-in methods."""
    history = done("turn my photo into a pencil sketch", picture())
    made = shown(history.current)
    assert made.shape == (64, 96, 4)
    assert made[..., :3].std() > 1
    larger = done("enlarge to 144 pixels wide", picture()).current
    assert (larger.width, larger.height) == (144, 96)


def test_a_poster_without_a_picture(qapp):
    history = carry_out(None, understood("a poster that says 'SALE'").plan, (), by_engine)
    assert any(getattr(layer, "words", None) and "SALE" in layer.words.text for layer in history.current.layers)
    with pytest.raises(UserError, match="No picture"):
        carry_out(None, understood("sharpen").plan, (), by_engine)


def test_deep_documents_stay_deep(qapp):
    wide = picture()
    array = (wide.layers[0].pixels.read(wide.rect).astype(np.uint16) * 257)
    deep = dataclasses.replace(wide, dtype="uint16", layers=(PixelLayer(name="d", pixels=Pixels.of(array)),))
    assert done("make it warmer, write 'Hi' on it", deep).current.dtype == "uint16"


def test_the_command_line(tmp_path, capsys):
    from PIL import Image

    Image.fromarray(shown(picture())[..., :3]).save(tmp_path / "a.png")
    out = tmp_path / "b.png"
    assert command_line(["do", "crop to square, then rotate left", str(tmp_path / "a.png"), "-o", str(out),
                         "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["steps"]] == ["crop", "turn"]
    assert told["files"] == [str(out)]
    with Image.open(out) as image:
        assert image.size == (64, 64)
    again = tmp_path / "c.png"
    assert command_line(["do", json.dumps(told), str(tmp_path / "a.png"), "-o", str(again), "--quiet"]) == 0
    assert again.read_bytes() == out.read_bytes()
    assert command_line(["do", "zorgle it", str(tmp_path / "a.png"), "-o", str(tmp_path / "d.png")]) == 1
    assert "zorgle" in capsys.readouterr().err
    assert not (tmp_path / "d.png").exists()
    assert command_line(["do", "sharpen a lot"]) == 0
    assert capsys.readouterr().out == "1. Unsharp mask: Amount 160 %\n"


def in_engine(monkeypatch, answer):
    """`answer(request)` in the place of an engine process."""
    def strips(request, show):
        return answer(request)
        yield

    monkeypatch.setattr(editor.cli_engine, "running_engine", lambda: contextlib.nullcontext(strips))


def test_the_command_line_has_the_engine_do_its_steps(tmp_path, monkeypatch):
    from PIL import Image

    Image.fromarray(shown(picture())[..., :3]).save(tmp_path / "a.png")
    in_engine(monkeypatch, found_at((30, 10, 60, 50)))
    out = tmp_path / "b.png"
    assert command_line(["do", "remove the background", str(tmp_path / "a.png"), "-o", str(out), "--quiet"]) == 0
    with Image.open(out) as image:
        alpha = np.asarray(image)[..., 3]
    assert alpha[30, 40] == 255
    assert not alpha[:, :25].any()


def test_the_command_line_asks_a_language_model(tmp_path, monkeypatch, capsys):
    model = ModelInfo("/tiny", "tiny", "language", "language", ("understand",))

    def answer(request):
        assert (request.operation, request.model) == ("understand", "/tiny")
        text = '{"steps":[{"step":"filter.vignette","amount":-30}],"missed":[]}'
        return Result((Picture(np.zeros((1, 1, 4), np.uint8), facts={"text": text}),), {})

    in_engine(monkeypatch, answer)
    monkeypatch.setattr(editor.cli_engine, "scanned", lambda folders: (model,))
    assert command_line(["do", "make it brood", "--models", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1. Vignette: Amount -30\n"


def test_costs_are_learnt_of_a_job_that_reads(qapp, tmp_path):
    """The estimates look at parameters called steps, which are numbers of other operations."""
    from editor.assistant.asking import request_for
    from inference.api.costs import work_of

    assert work_of(request_for("make it warmer", ModelInfo("/m", "m", "language", "language", ("understand",)))) >= 0
