"""The native format keeps everything, and refuses what it cannot trust."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.document.compose import compose
from editor.document.document import Document, Guide
from editor.document.layer import AdjustmentLayer, GenerativeLayer, GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Pixels
from editor.document.region import Region
from editor.filters.apply import filter_named
from editor.formats import limn
from editor.formats.files import open_document, save_document
from inference.api import UserError


def noise(seed: int, dtype: str, w: int, h: int, channels: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    shape = (h, w, 4) if channels == 4 else (h, w)
    if dtype == "float32":
        return random.normal(0.5, 1, shape).astype(np.float32)
    return random.integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)


def same_pixels(a: Pixels | None, b: Pixels | None) -> bool:
    if a is None or b is None:
        return a is b
    return ((a.channels, a.dtype, a.fill) == (b.channels, b.dtype, b.fill) and a.tiles.keys() == b.tiles.keys()
            and all(np.array_equal(a.tiles[k], b.tiles[k]) for k in a.tiles))


def same_layers(a: tuple[Layer, ...], b: tuple[Layer, ...]) -> bool:
    return len(a) == len(b) and all(same_layer(x, y) for x, y in zip(a, b, strict=True))


PLAIN = ("name", "visible", "opacity", "blend", "locked", "lock_alpha", "clipping", "x", "y", "label")


def same_layer(a: Layer, b: Layer) -> bool:
    if type(a) is not type(b) or any(getattr(a, n) != getattr(b, n) for n in PLAIN):
        return False
    if (a.mask is None) != (b.mask is None):
        return False
    if a.mask and b.mask and not (same_pixels(a.mask.pixels, b.mask.pixels) and a.mask.enabled == b.mask.enabled):
        return False
    if isinstance(a, GroupLayer) and isinstance(b, GroupLayer):
        return a.expanded == b.expanded and same_layers(a.children, b.children)
    if isinstance(a, GenerativeLayer) and isinstance(b, GenerativeLayer) and a.recipe != b.recipe:
        return False
    return isinstance(a, PixelLayer) and isinstance(b, PixelLayer) and same_pixels(a.pixels, b.pixels)


def sample(dtype: str, seed: int, w: int = 300, h: int = 40) -> Document:
    half = Mask(Pixels(1, fill=255.0).write(-3, 2, noise(seed, "uint8", 20, 10, 1)), enabled=seed % 2 == 0)
    layer = PixelLayer(name="Ünder ✓", pixels=Pixels(4, dtype).write(-20, 5, noise(seed, dtype, w, h)), x=-7, y=9,
                       opacity=0.3, blend="multiply", mask=half, lock_alpha=True, label="red")
    made = GenerativeLayer(name="Sky", pixels=Pixels(4, dtype).write(0, 0, noise(seed + 1, dtype, 10, 10)),
                           recipe={"seed": 7, "size": (768, 512), "loras": [], "model": None, "strength": 0.75,
                                   "nested": {"a": (1, (2.5, "x"))}}, clipping=True, visible=False)
    group = GroupLayer(name="G", children=(layer, made), blend="pass through", expanded=False, locked=True)
    return Document(width=w, height=h, dtype=dtype, layers=(PixelLayer(name="empty", pixels=Pixels(4, dtype)), group),
                    selection=Pixels.of(noise(seed, "uint8", w, h, 1)),
                    channels=(("Kept", Pixels.of(noise(seed + 2, "uint8", w, h, 1))),),
                    icc=b"\0\1profile", dpi=(300.0, 299.5), guides=(Guide(True, 12.5), Guide(False, -3.0)),
                    metadata={"exif": b"Exif\0\0II", "text": {"Author": "me"}, "xmp": b"<x/>"})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dtype=st.sampled_from(("uint8", "uint16", "float32")), seed=st.integers(0, 99),
       w=st.integers(1, 400), h=st.integers(1, 300))
def test_round_trip_is_exact(tmp_path, monkeypatch, dtype, seed, w, h):
    monkeypatch.setattr("editor.formats.limn.preview", lambda document: b"")
    before = sample(dtype, seed, w, h)
    save_document(before, tmp_path / "a.limn")
    after = open_document(tmp_path / "a.limn")
    assert (after.width, after.height, after.dtype) == (w, h, dtype)
    assert (after.icc, after.dpi, after.guides, dict(after.metadata)) == (
        before.icc, before.dpi, before.guides, before.metadata)
    assert same_pixels(before.selection, after.selection)
    assert [n for n, _ in after.channels] == ["Kept"]
    assert same_pixels(before.channels[0][1], after.channels[0][1])
    assert same_layers(before.layers, after.layers)
    assert not after.selection.tiles[0, 0].flags.writeable


def test_layers_get_identities_of_this_run(tmp_path):
    before = sample("uint8", 1)
    save_document(before, tmp_path / "a.limn")
    ids = [[layer.id for layer in open_document(tmp_path / "a.limn").layers] for _ in range(2)]
    assert not set(ids[0]) & set(ids[1])


def test_preview_is_a_picture(tmp_path):
    save_document(sample("uint16", 1), tmp_path / "a.limn")
    with zipfile.ZipFile(tmp_path / "a.limn") as archive:
        (tmp_path / "p.png").write_bytes(archive.read("preview.png"))
        assert archive.read("mimetype") == b"application/x-limner"
    assert open_document(tmp_path / "p.png").width == 300


def rewritten(path, target, name, change):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, change(data) if item == name else data)


def test_newer_version_is_refused_with_a_sentence(tmp_path):
    save_document(sample("uint8", 1), tmp_path / "a.limn")

    def newer(data: bytes) -> bytes:
        return json.dumps({**json.loads(data), "version": limn.VERSION + 1}).encode()

    rewritten(tmp_path / "a.limn", tmp_path / "b.limn", "manifest.json", newer)
    with pytest.raises(UserError, match="newer version"):
        open_document(tmp_path / "b.limn")


@pytest.mark.parametrize(("name", "change"), [
    ("manifest.json", lambda data: data[:-20]),
    ("manifest.json", lambda data: b"[]"),
    ("manifest.json", lambda data: data.replace(b'"GroupLayer"', b'"Popen"')),
    ("manifest.json", lambda data: data.replace(b"pixels/0.zst", b"../../etc/passwd")),
    ("pixels/1.zst", lambda data: data[:len(data) // 2]),
    ("pixels/0.zst", lambda data: b"nonsense"),
])
def test_damaged_files_are_refused(tmp_path, name, change):
    save_document(sample("uint8", 1), tmp_path / "a.limn")
    rewritten(tmp_path / "a.limn", tmp_path / "b.limn", name, change)
    with pytest.raises(UserError):
        open_document(tmp_path / "b.limn")


def test_a_blob_larger_than_its_tiles_is_refused(tmp_path):
    import zstandard

    save_document(sample("uint8", 1), tmp_path / "a.limn")
    bomb = zstandard.ZstdCompressor().compress(bytes(50_000_000))
    rewritten(tmp_path / "a.limn", tmp_path / "b.limn", "pixels/0.zst", lambda data: bomb)
    with pytest.raises(UserError):
        open_document(tmp_path / "b.limn")


def test_a_failed_save_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.limn"
    path.write_bytes(b"old")

    def full(document):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editor.formats.limn.preview", full)
    with pytest.raises(UserError, match="No space left"):
        save_document(sample("uint8", 1), path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.limn"]


def test_regions_are_kept_with_their_strengths_and_words(tmp_path):
    document = sample("uint8", 3).with_(regions=(
        Region(Pixels(1).write(4, 6, noise(1, "uint8", 30, 20, 1)), 0.35, "ein rotes Haus, 红色"), Region(Pixels(1))))
    save_document(document, tmp_path / "a.limn")
    found = open_document(tmp_path / "a.limn").regions
    assert [(r.strength, r.prompt) for r in found] == [(0.35, "ein rotes Haus, 红色"), (1.0, "")]
    assert all(same_pixels(a.mask, b.mask) for a, b in zip(found, document.regions, strict=True))


def test_files_from_before_regions_open(tmp_path):
    """Written without the field, and a region without words."""
    document = sample("uint8", 4).with_(regions=(Region(Pixels(1).write(0, 0, noise(2, "uint8", 8, 8, 1))),))
    save_document(document, tmp_path / "new.limn")
    for name, edit in (("none", lambda d: d.pop("regions")),
                       ("wordless", lambda d: d["regions"]["items"][0].pop("prompt"))):
        with zipfile.ZipFile(tmp_path / "new.limn") as old, zipfile.ZipFile(tmp_path / f"{name}.limn", "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename == "manifest.json":
                    body = json.loads(data)
                    edit(body["document"])
                    data = json.dumps(body).encode()
                new.writestr(entry, data)
        found = open_document(tmp_path / f"{name}.limn")
        assert same_layers(found.layers, document.layers)
        assert [r.prompt for r in found.regions] == ([] if name == "none" else [""])


def adjusted(**values: object) -> AdjustmentLayer:
    operation = filter_named("curves")
    params = operation.parameters(**values)
    return AdjustmentLayer(name="Bent", operation=operation, params=params, opacity=0.5, clipping=True,
                           mask=Mask(Pixels(1, fill=255.0)))


def test_adjustment_layers_come_back(tmp_path: Path) -> None:
    photo = PixelLayer(pixels=Pixels.of(np.full((20, 30, 4), 90, np.uint8)))
    document = Document(width=30, height=20, layers=(photo, adjusted(rgb=((0.0, 0.2), (1.0, 0.7)))))
    path = tmp_path / "a.limn"
    limn.write(document, path, None)
    back = limn.read(path)
    old, new = document.layers[1], back.layers[1]
    assert new.operation is old.operation
    assert new.params == old.params
    assert (new.opacity, new.clipping, new.mask.pixels.fill, new.id != old.id) == (0.5, True, 255.0, True)
    np.testing.assert_array_equal(compose(document, document.rect), compose(back, back.rect))
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("manifest.json"))["version"] == 2
    limn.write(document.with_(layers=(photo,)), path, None)
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("manifest.json"))["version"] == 1  # an older program opens it


def test_a_filter_of_a_newer_program_is_kept(tmp_path: Path) -> None:
    photo = PixelLayer(pixels=Pixels.of(np.full((20, 30, 4), 90, np.uint8)))
    document = Document(width=30, height=20, layers=(photo, adjusted()))
    path, other = tmp_path / "a.limn", tmp_path / "b.limn"
    limn.write(document, path, None)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "manifest.json":
                body = json.loads(data)
                layer = body["document"]["layers"]["items"][1]
                layer["operation"]["id"] = "dream"
                layer["values"] = {"$": "dict", "items": [["depth", 3.5], ["colours", {"$": "tuple", "items": [1, 2]}]]}
                data = json.dumps(body).encode()
            target.writestr(name, data)
    back = limn.read(other)
    np.testing.assert_array_equal(compose(back, back.rect)[..., :3], 90)
    limn.write(back, path, None)
    again = limn.read(path).layers[1]
    assert again.operation.id == "dream"
    assert dict(again.params.values) == {"depth": 3.5, "colours": (1, 2)}
