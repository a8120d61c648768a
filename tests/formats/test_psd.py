"""Photoshop files look as the program that wrote them showed them, and keep what can be edited."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.document.layer import AdjustmentLayer, GroupLayer, walk
from editor.formats.files import open_document
from editor.formats.raster import flat
from inference.api import UserError

FOLDER = Path(__file__).parents[2].parent / "shared" / "files" / "psd"
pytestmark = [pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/files/psd is absent"), pytest.mark.logs,
              pytest.mark.filterwarnings("ignore")]
RENDERS = ("alias", "bitmap", "blend-mode", "grayscale-alpha", "indexed", "layer-larger-than-drawing",
           "layer-offsets-read", "psb", "rle-fail", "section-2", "smart-object", "text-simple2", "text-path",
           "artboards", "gradient-overlay-2", "winding-even-odd", "animation-effects", "text-carriage-return")


def premultiplied(array):
    return array.astype(float) * array[..., 3:] / 255


@pytest.mark.parametrize("name", RENDERS)
def test_against_the_reference_render(name):
    folder = FOLDER / "ag-psd" / name
    ours = flat(open_document(next(folder.glob("src.ps*"))), "uint8")
    with Image.open(folder / "canvas.png") as image:
        theirs = np.asarray(image.convert("RGBA"))
    assert ours.shape == theirs.shape
    assert np.abs(premultiplied(ours) - premultiplied(theirs)).mean() < 3


@pytest.mark.parametrize("path", sorted((FOLDER / "psd-tools").glob("passthrough_*.psd"))
                         + sorted((FOLDER / "psd-tools" / "blend-modes").glob("*.psd")), ids=lambda p: p.name)
def test_blend_modes_against_the_merged_picture(path):
    from psd_tools import PSDImage

    psd = PSDImage.open(path)
    theirs = np.asarray(psd.topil(apply_icc=False).convert("RGBA"))
    assert np.abs(premultiplied(flat(open_document(path))) - premultiplied(theirs)).mean() < 2


def test_layers_groups_masks_and_names():
    document = open_document(FOLDER / "psd-tools" / "hidden-groups.psd")
    layers = list(walk(document.layers))
    assert any(isinstance(layer, GroupLayer) for layer in layers)
    assert any(not layer.visible for layer in layers)
    assert open_document(FOLDER / "psd-tools" / "layer-name-emoji.psd").layers[0].name.encode().isascii() is False
    masked = [layer for layer in walk(open_document(FOLDER / "psd-tools" / "mask.psd").layers) if layer.mask]
    assert masked
    assert masked[0].mask.pixels.channels == 1


def test_what_has_no_counterpart_keeps_its_look_and_its_layers():
    document = open_document(FOLDER / "psd-tools" / "layers" / "selective-color.psd")
    hidden, merged = document.layers
    assert (merged.name, hidden.visible) == ("Merged picture", False)
    assert [layer.name for layer in hidden.children if "not supported: selectivecolor" in layer.name]


@pytest.mark.parametrize(("name", "kinds"), [
    ("levels_grayscale", {"levels"}), ("curves_grayscale", {"curves"}), ("invert_grayscale", {"invert"}),
    ("huesaturation_colorize_rgb", {"hue_saturation"}), ("adjustment_backdrop_test", {"curves"}),
    ("adjustment_nested_composition_4", {"curves", "exposure"})])
def test_photoshops_adjustments_look_as_it_showed_them(name, kinds):
    path = FOLDER / "psd-tools" / "adjustments" / f"{name}.psd"
    document = open_document(path)
    found = [layer for layer in walk(document.layers) if isinstance(layer, AdjustmentLayer)]
    assert {layer.operation.id for layer in found} == kinds
    shown = flat(document.with_(layers=document.layers[0].children) if document.layers[-1].name == "Merged picture"
                 else document, "uint8")
    from psd_tools import PSDImage

    theirs = np.asarray(PSDImage.open(path).topil(apply_icc=False).convert("RGBA"))
    assert np.abs(premultiplied(shown) - premultiplied(theirs)).mean() < 3.1


@pytest.mark.parametrize(("name", "dtype"), [("colormodes/4x4_16bit_rgb.psd", "uint16"), ("16bit5x5.psd", "uint16"),
                                             ("colormodes/4x4_32bit_grayscale.psd", "float32")])
def test_deep_files_stay_deep(name, dtype):
    assert open_document(FOLDER / "psd-tools" / name).dtype == dtype


def test_every_sample_opens_or_gives_a_sentence():
    opened = refused = 0
    for path in sorted(FOLDER.rglob("*.ps[db]")):
        try:
            opened += open_document(path).rect.area > 0
        except UserError:
            refused += 1
    assert opened > 10 * refused
