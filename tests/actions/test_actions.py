"""Actions on a real workspace, in a window that is none: every action, File and Edit."""

from __future__ import annotations

import numpy as np
import pytest
from acting import ACTIONS, noise, pixels, select

from editor.actions import clipboard
from editor.formats.files import open_document
from editor.formats.raster import flat
from inference.api import UserError


def test_every_action_can_be_asked_with_and_without_a_document(empty, host):
    for action in ACTIONS.values():
        action.enabled(host.workspace)
        if action.checked:
            action.checked(host.workspace)
    host.workspace.close(host.session)
    for action in ACTIONS.values():
        action.enabled(host.workspace)


def test_nothing_that_needs_a_document_is_enabled_without_one(empty):
    free = {a.id for a in ACTIONS.values() if a.enabled(empty.workspace)}
    assert {"file.new", "file.open", "ai.generate", "help.about"} <= free
    assert not {"file.save", "edit.cut", "layer.new", "select.all", "image.size", "ai.inpaint"} & free


# ---- file

def test_new(empty):
    empty.do("file.new", width=64, height=32, depth="uint16", background="transparent")
    empty.do("file.new", width=10, height=10, background="black")
    first, second = empty.workspace.sessions
    assert (first.document.width, first.document.height, first.document.dtype) == (64, 32, "uint16")
    assert not flat(first.document).any()
    assert flat(second.document)[0, 0].tolist() == [0, 0, 0, 255]
    assert first.title != second.title


def test_save_asks_once_and_then_knows(host, tmp_path):
    host.path = tmp_path / "a.limn"
    host.do("file.save")
    assert host.session.path == host.path
    assert host.session.history.is_saved
    host.do("edit.fill_foreground")
    assert not host.session.history.is_saved
    host.path = None
    host.do("file.save")
    assert host.session.history.is_saved
    np.testing.assert_array_equal(flat(open_document(tmp_path / "a.limn")), pixels(host))


def test_layers_are_never_flattened_in_silence(host, tmp_path):
    host.path = tmp_path / "a.png"
    host.do("file.save")
    assert host.session.path == tmp_path / "a.png"
    host.do("layer.new")
    host.path = None
    host.do("file.save")
    assert host.suggested.suffix == ".limn"
    assert not host.session.history.is_saved
    host.path = tmp_path / "copy.jpg"
    host.do("file.save_as", quality=50)
    assert (tmp_path / "copy.jpg").exists()
    assert not host.session.history.is_saved
    assert host.session.path == tmp_path / "a.png"


def test_export_keeps_the_document_and_remembers_options(host, tmp_path):
    host.path = tmp_path / "out.jpg"
    host.do("file.export", quality=33)
    assert host.path.exists()
    assert host.session.path is None
    assert host.workspace.settings.state["save_options"]["jpeg"]["quality"] == 33


def test_a_failed_save_says_so_and_leaves_the_document_unsaved(host, tmp_path):
    host.path = tmp_path / "absent" / "a.limn"
    with pytest.raises(UserError, match="could not be saved"):
        host.do("file.save")
    assert not host.session.history.is_saved


def test_recent_revert_place_and_close(host, tmp_path):
    host.path = tmp_path / "a.png"
    host.do("file.save")
    before = pixels(host)
    host.do("edit.fill_foreground")
    host.do("file.revert")
    np.testing.assert_array_equal(pixels(host), before)
    assert host.session.history.is_saved
    host.paths = [tmp_path / "a.png"]
    host.do("file.place")
    assert [layer.name for layer in host.document.layers] == ["Background", "a"]
    host.do("file.open_recent")
    assert host.opened == [tmp_path / "a.png"]
    host.do("file.close")
    assert host.workspace.session is None


# ---- edit

def test_undo_and_redo(host):
    before = host.document
    host.do("edit.fill_background")
    after = host.document
    host.do("edit.undo")
    assert host.document is before
    host.do("edit.redo")
    assert host.document is after


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_clipboard_images_are_exact_both_ways(qapp, dtype):
    array = noise(7, 5, dtype=dtype)
    array[0, 0, 3] = 100
    np.testing.assert_array_equal(clipboard.array_of(clipboard.image_of(array)), array)


def test_copy_and_paste_a_selected_part(host):
    before = pixels(host)
    select(host)
    host.do("edit.copy")
    copied = clipboard.take()
    np.testing.assert_array_equal(copied.array, before[5:13, 5:15])
    host.do("select.none")
    host.do("edit.paste")
    top = host.document.layers[-1]
    assert host.session.active_layer is top
    assert (top.x, top.y) == (5, 5)
    np.testing.assert_array_equal(pixels(host), before)


def test_cut_leaves_a_hole_and_paste_in_place_fills_it(host):
    before = pixels(host)
    select(host)
    host.do("edit.cut")
    assert (pixels(host)[5:13, 5:15, 3] == 0).all()
    np.testing.assert_array_equal(pixels(host)[13:], before[13:])
    host.do("edit.paste_in_place")
    np.testing.assert_array_equal(pixels(host), before)


def test_a_picture_from_another_program_becomes_a_layer_or_a_document(host):
    from PySide6.QtGui import QGuiApplication, QImage

    image = QImage(10, 6, QImage.Format.Format_RGB32)
    image.fill(0xFF3060C0)
    QGuiApplication.clipboard().setImage(image)
    host.do("edit.paste")
    assert (host.document.layers[-1].x, host.document.layers[-1].y) == (15, 12)
    host.do("edit.paste_as_document")
    assert (host.document.width, host.document.height) == (10, 6)
    assert pixels(host)[0, 0].tolist() == [0x30, 0x60, 0xC0, 255]


def test_paste_without_a_picture_is_told(host):
    with pytest.raises(UserError, match="clipboard"):
        host.do("edit.paste")


def test_fill_and_clear_stay_inside_the_selection(host):
    before = pixels(host)
    select(host)
    host.workspace.set_colours(foreground=(1, 0, 0, 1))
    host.do("edit.fill", contents="foreground")
    after = pixels(host)
    assert (after[5:13, 5:15] == (255, 0, 0, 255)).all()
    after[5:13, 5:15] = before[5:13, 5:15]
    np.testing.assert_array_equal(after, before)
    host.do("edit.clear")
    assert (pixels(host)[5:13, 5:15, 3] == 0).all()


def test_delete_on_a_layer_that_keeps_its_alpha_fills_with_the_background(host):
    host.do("layer.lock_alpha")
    host.do("edit.clear")
    assert (pixels(host) == 255).all()
