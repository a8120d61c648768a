"""The command line: exit codes, sentences, what is made from declarations, and one operation through a real engine."""

import contextlib
import dataclasses
import json
from pathlib import Path

import click
import numpy as np
import pytest
from PIL import Image

import editor.cli_engine
from editor.cli import commands, is_command, offered, run
from editor.cli_options import Colour, Points, Size
from editor.filters.apply import filters
from inference.api import Cancelled, Picture, Result, choice, flag, number, parameters, text


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    y, x = np.mgrid[0:60, 0:80]
    array = np.stack([x * 3, y * 4, (x + y) % 256], axis=2).astype(np.uint8)
    path = tmp_path / "photo.png"
    Image.fromarray(array).save(path, dpi=(300, 300))
    return path


@pytest.fixture
def engine(monkeypatch):
    """Records requests and answers at once."""
    seen = []

    def answer(request, show):
        seen.append(request)
        height, width = (40, 60) if request.image is None else request.image.shape[:2]
        pixels = np.full((height, width, 4), 200, np.uint8)
        return Result(tuple(Picture(pixels, request.seed + i) for i in range(request.count)),
                      {"operation": request.operation})

    in_engine(monkeypatch, answer)
    return seen


def in_engine(monkeypatch, answer):
    """`answer(request, show)` in the place of an engine process."""
    def strips(request, show):
        return answer(request, show)
        yield

    monkeypatch.setattr(editor.cli_engine, "running_engine", lambda: contextlib.nullcontext(strips))


def loaded(path):
    with Image.open(path) as image:
        image.load()
        return image


def mask_file(tmp_path: Path, size=(80, 60), box=(20, 10, 50, 30)) -> Path:
    array = np.zeros((size[1], size[0]), np.uint8)
    array[box[1]:box[3], box[0]:box[2]] = 255
    Image.fromarray(array).save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def test_what_is_a_command(tmp_path):
    assert all(is_command([o.id]) for o in offered())
    assert is_command(["--version"])
    assert is_command(["selftset"])
    assert not is_command([])
    assert not is_command([str(tmp_path / "a.png")])
    assert not is_command(["--measure-first-paint"])


@pytest.mark.parametrize("operation", offered(), ids=lambda o: o.id)
def test_every_operation_has_all_its_parameters(operation):
    command = commands().commands[operation.id]
    names = {p.name for p in command.params}
    declared = {p.name for p in parameters(operation.parameters) if not p.hidden or p.kind == "image"}
    missing = declared - names
    assert missing <= {"width", "height"}
    assert not missing or "size" in names


def test_every_filter_is_there():
    group = commands().commands["filter"]
    assert {f.id.replace("_", "-") for f in filters()} == set(group.commands)


def test_a_new_parameter_appears_by_itself():
    @dataclasses.dataclass(frozen=True)
    class Relight:
        mood: str = choice("Mood", "calm", {"calm": "Calm", "wild": "Wild"})
        power: float = number("Power", 1.0, 0.0, 2.0)
        soft_edge: bool = flag("Soft edge")
        prompt: str = text("Prompt")

    from inference.api import Operation

    command = editor.cli_engine.command(Operation("relight", "Relight", Relight, lambda *a: None,
                                                  needs=frozenset({"image"})))
    words = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
    assert {"--mood", "--power", "--soft-edge", "--no-soft-edge", "--prompt", "image"} <= words


def test_generate(engine, tmp_path, capsys):
    out = tmp_path / "night.png"
    assert run(["generate", "--prompt", "a city", "--size", "768x512", "--seed", "7", "-o", str(out), "--json"]) == 0
    request = engine[0]
    assert (request.params.prompt, request.params.width, request.params.height) == ("a city", 768, 512)
    assert (request.seed, request.image, request.model) == (7, None, None)
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(out)]
    assert told["recipe"]["operation"] == "generate"
    assert loaded(out).size == (60, 40)


def test_several_pictures_are_numbered(engine, tmp_path):
    assert run(["generate", "--prompt", "x", "--count", "3", "-o", str(tmp_path / "a.png")]) == 0
    assert sorted(p.name for p in tmp_path.glob("*.png")) == ["a-1.png", "a-2.png", "a-3.png"]


def test_a_result_keeps_what_came_with_the_picture(engine, photo, tmp_path):
    assert run(["upscale", str(photo), "--scale", "4", "-o", str(tmp_path / "big.tif")]) == 0
    assert engine[0].params.scale == "4"
    assert engine[0].image.shape == (60, 80, 4)
    assert loaded(tmp_path / "big.tif").info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_reference_pictures_are_read(engine, photo, tmp_path):
    assert run(["style", str(photo), "--reference", str(photo), "-o", str(tmp_path / "s.png")]) == 0
    assert engine[0].params.reference.shape == (60, 80, 4)


def test_inpaint_through_a_real_engine_process(photo, tmp_path, capsys):
    mask, out = mask_file(tmp_path), tmp_path / "out.png"
    assert run(["inpaint", str(photo), "--mask", str(mask), "-o", str(out)]) == 0
    before, after = np.asarray(loaded(photo)), np.asarray(loaded(out).convert("RGB"))
    outside = np.asarray(loaded(mask)) == 0
    np.testing.assert_array_equal(after[outside], before[outside])
    assert (after[~outside] != before[~outside]).any()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [
    ["inpaint", "PHOTO", "-o", "a.png"], ["upscale", "PHOTO"], ["upscale", "no.png", "-o", "a.png"],
    ["upscale", "PHOTO", "--scale", "5", "-o", "a.png"], ["generate", "--size", "big", "-o", "a.png"],
    ["convert", "PHOTO", "OUT.png", "--quality", "80"], ["nonsense"], ["filter", "levels", "PHOTO"],
    ["filter", "posterize", "PHOTO", "OUT.png", "--levels", "9999"],
])
def test_wrong_usage_is_2(arguments, photo, tmp_path, capsys):
    given = [a.replace("PHOTO", str(photo)).replace("OUT", str(tmp_path / "out")) for a in arguments]
    assert run(given) == 2
    assert "Error" in capsys.readouterr().err


def test_failures_are_1_with_one_sentence_and_a_hint(engine, photo, tmp_path, capsys):
    wrong = mask_file(tmp_path, size=(10, 10), box=(1, 1, 5, 5))
    cases = (["inpaint", str(photo), "--mask", str(wrong), "-o", str(tmp_path / "a.png")],
             ["upscale", str(photo), "-o", str(tmp_path / "no" / "a.png")],
             ["upscale", str(photo), "-o", str(tmp_path / "a.xyz")],
             ["info", __file__])
    for arguments in cases:
        assert run(arguments) == 1
        told = capsys.readouterr().err
        assert told.startswith("limner: ")
        assert "Traceback" not in told
        assert 1 <= len(told.strip().splitlines()) <= 2
    assert not engine


def test_cancelled_is_130(monkeypatch, photo, tmp_path, capsys):
    def stop(request, show):
        raise Cancelled

    in_engine(monkeypatch, stop)
    assert run(["upscale", str(photo), "-o", str(tmp_path / "a.png")]) == 130
    assert not (tmp_path / "a.png").exists()
    assert "cancelled" in capsys.readouterr().err


def test_convert_filter_and_info(photo, tmp_path, capsys):
    target = tmp_path / "b.webp"
    assert run(["convert", str(photo), str(target), "--quality", "70", "--no-lossless", "--size", "40x30"]) == 0
    assert loaded(target).size == (40, 30)
    mask = mask_file(tmp_path)
    assert run(["filter", "invert", str(photo), str(tmp_path / "i.png"), "--mask", str(mask)]) == 0
    before, after = np.asarray(loaded(photo)), np.asarray(loaded(tmp_path / "i.png").convert("RGB"))
    inside = np.asarray(loaded(mask)) > 0
    np.testing.assert_array_equal(after[~inside], before[~inside])
    np.testing.assert_array_equal(after[inside], 255 - before[inside])
    capsys.readouterr()
    assert run(["info", str(photo), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["width"], told["height"], told["format"], told["depth"]) == (80, 60, "PNG", "8 bit")
    assert told["dpi"] == pytest.approx([300, 300], abs=0.1)
    assert run(["info", str(photo)]) == 0
    assert "80 x 60" in capsys.readouterr().out


def test_version_help_and_formats(capsys):
    assert run(["--version"]) == 0
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Limner ")
    assert all(o.id in told for o in offered())
    assert run(["formats", "--json"]) == 0
    assert {"png", "psd", "limn"} <= {f["id"] for f in json.loads(capsys.readouterr().out)}


def test_values_of_options():
    assert Size().convert("640X480", None, None) == (640, 480)
    assert Colour().convert("#ff0000", None, None) == (1, 0, 0, 1)
    assert Points().convert("1,1 0,0 0.5,0.7", None, None) == ((0, 0), (0.5, 0.7), (1, 1))
    for kind, wrong in ((Size(), "0x5"), (Colour(), "red"), (Points(), "0,0"), (Points(), "a")):
        with pytest.raises(click.UsageError):
            kind.convert(wrong, None, None)


def test_nothing_is_drawn_where_standard_error_is_no_terminal(capsys):
    from inference.api import Progress

    with editor.cli_engine.progress_bar(True) as show:
        show(Progress(0.5, "Working"))
    assert capsys.readouterr().err == ""
