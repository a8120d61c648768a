"""The results strip says by what the variants of one press were put in order."""

from __future__ import annotations

from typing import Any

import numpy as np
from pytestqt.qtbot import QtBot

from editor.document.geometry import Rect
from editor.staging import Placement, Staged
from editor.ui.panels.results_list import standing, variant_text
from inference.api import Picture


def staged(index: int, count: int, **facts: Any) -> Staged:
    pictures = tuple(Picture(np.zeros((4, 4, 4), np.uint8), 7 + i, facts=facts) for i in range(count))
    return Staged(1, pictures, Placement("layer", Rect(0, 0, 4, 4), name="Inpaint"), {}, index)


def test_the_first_of_several_that_were_compared_is_the_best(qtbot: QtBot) -> None:
    assert standing(staged(0, 4, seam_score=0.2)) == "best"
    assert standing(staged(1, 4, seam_score=0.3)) == ""
    assert standing(staged(0, 1, seam_score=0.2)) == "", "there was nothing to compare it with"
    assert standing(staged(0, 4)) == "", "nobody compared them"
    assert standing(staged(3, 4, seam_score=0.2, flat=True)) == "one colour"


def test_a_variant_tells_its_seam_and_its_agreement(qtbot: QtBot) -> None:
    assert variant_text(staged(1, 2, seam_score=0.316)) == "Inpaint, seed 8 · seam 0.32"
    assert variant_text(staged(0, 2, seam_score=0.316, agreement=0.7)) == (
        "Inpaint, seed 7, fits the words 0.70 · seam 0.32 · best")
    assert variant_text(staged(0, 1)) == "Inpaint, seed 7"
