"""SPAN saved for inference alone becomes the trained layout again."""

from __future__ import annotations

import pytest

from inference.families.merged import is_merged, unmerged


@pytest.mark.filterwarnings("ignore")  # what torch and spandrel say about themselves
def test_the_unmerged_network_gives_the_same_picture() -> None:
    from inference.torchvision_shim import declare

    declare()
    import spandrel
    import torch
    from spandrel.architectures.SPAN import SPAN

    torch.manual_seed(4)
    trained = SPAN(num_in_ch=3, num_out_ch=3, feature_channels=8, upscale=2).eval()
    seen = torch.rand(1, 3, 20, 24)
    with torch.inference_mode():
        true = trained(seen)  # merges on the way
    slim = {name: tensor for name, tensor in trained.state_dict().items()
            if ".sk." not in name and ".conv." not in name}
    assert is_merged(slim)
    assert not is_merged(trained.state_dict())
    again = spandrel.ModelLoader().load_from_state_dict(unmerged(slim)).eval()
    assert again.architecture.name == "SPAN"
    assert again.scale == 2
    with torch.inference_mode():
        assert torch.allclose(again.model(seen), true, atol=1e-4)
