"""Every way to spare memory gives the same picture, or nearly where weights are held at 8 bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]

from inference.devices import Plan
from inference.placing import placed

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from inference import guard

    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    found: Path = tiny.folder(tmp_path_factory.mktemp("placing") / "tiny")
    return found


def made(folder: Path, **changes: Any) -> Any:
    import diffusers
    import torch

    pipe = diffusers.StableDiffusionPipeline.from_pretrained(folder, local_files_only=True, safety_checker=None)
    pipe = placed(pipe, Plan("cpu", **changes))
    return pipe("a cat", width=64, height=64, num_inference_steps=2, output_type="np",
                generator=torch.Generator("cpu").manual_seed(1)).images[0]


def test_pictures_do_not_depend_on_the_plan(folder: Path) -> None:
    plain = made(folder)
    for offload in ("words", "group", "sequential"):
        assert np.array_equal(made(folder, offload=offload), plain), offload
    assert np.array_equal(made(folder, vae_dtype="float32", attention="nonsense", block_cache=True), plain)
    fp8 = made(folder, storage="fp8")
    assert 0 < np.abs(fp8 - plain).mean() < 0.05
