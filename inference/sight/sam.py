"""SAM and SAM 2: an object from clicks and a box (Kirillov et al. 2023, Ravi et al. 2024), by transformers' classes."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.api.hints import Hints
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import HALF, IMAGENET, Moments, scaled, tensor
from inference.sight.loading import filled, from_folder, tensors_of

Array = npt.NDArray[Any]
_KEPT = 4  # pictures whose embedding is remembered, some megabytes each
CLASSES = {"sam": "SamModel", "sam2": "Sam2Model", "sam2_video": "Sam2Model", "sam3": "Sam3TrackerModel",
           "sam3_video": "Sam3TrackerModel", "sam3_tracker": "Sam3TrackerModel"}


class Clicked:
    """A loaded network of the family. `size` is the edge, px, of what it sees: SAM pads a picture to that square,
    its successors stretch it."""

    def __init__(self, model: Any, plan: Plan, size: int, pads: bool, moments: Moments = IMAGENET) -> None:
        self._model, self._device = model, plan.device
        self._size, self._pads, self._moments = size, pads, moments
        self._seen: OrderedDict[bytes, Any] = OrderedDict()

    def segment(self, picture: Array, hints: Hints, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1 of the whole of `picture` (h, w, 3) uint8, at the size that the network sees.

        The embedding of the picture takes nearly all of the time and is remembered: the next click is instant.
        """
        import torch

        height, width = self._fitted(picture)
        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            seen = self._embedded(scaled(picture, width, height))
            report.step(0.8, "Finding the object")
            ambiguous = hints.box is None and len(hints.inside) == 1 and not hints.outside
            kx, ky = width / picture.shape[1], height / picture.shape[0]
            out = self._model(image_embeddings=seen, multimask_output=ambiguous, **self._prompt(hints, kx, ky))
            masks, scores = out.pred_masks[0, 0].float(), out.iou_scores[0, 0].float()
            best = masks[int(scores.argmax())][None, None]
            large = torch.nn.functional.interpolate(best, (self._size, self._size), mode="bilinear")
            made: npt.NDArray[np.float32] = torch.sigmoid(large[0, 0, :height, :width]).cpu().numpy()
        return made

    def _fitted(self, picture: Array) -> tuple[int, int]:
        if not self._pads:
            return self._size, self._size
        k = self._size / max(picture.shape[:2])
        return max(round(picture.shape[0] * k), 1), max(round(picture.shape[1] * k), 1)

    def _embedded(self, picture: Array) -> Any:
        key = hashlib.blake2b(np.ascontiguousarray(picture).data, digest_size=16).digest()
        if key in self._seen:
            self._seen.move_to_end(key)
            return self._seen[key]
        import torch

        values = tensor(picture, self._moments, self._device)
        below, beside = self._size - values.shape[2], self._size - values.shape[3]
        values = torch.nn.functional.pad(values, (0, beside, 0, below))  # with the mean colour
        made = self._model.get_image_embeddings(values)
        self._seen[key] = made
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return made

    def _prompt(self, hints: Hints, kx: float, ky: float) -> dict[str, Any]:
        import torch

        asked: dict[str, Any] = {}
        points = (*hints.inside, *hints.outside)
        if points:
            places = [[x * kx, y * ky] for x, y in points]
            labels = [1] * len(hints.inside) + [0] * len(hints.outside)
            asked["input_points"] = torch.tensor([[places]], dtype=torch.float32, device=self._device)
            asked["input_labels"] = torch.tensor([[labels]], dtype=torch.int64, device=self._device)
        if hints.box is not None:
            x, y, w, h = hints.box
            corners = [x * kx, y * ky, (x + w) * kx, (y + h) * ky]
            asked["input_boxes"] = torch.tensor([[corners]], dtype=torch.float32, device=self._device)
        return asked


def make(found: Contents, plan: Plan) -> Clicked:
    if not found.config:
        return _published(found, plan)
    kind = str(found.config.get("model_type", "sam"))
    model = from_folder(CLASSES[kind], found, plan)
    if kind == "sam":
        return Clicked(model, plan, int(model.config.vision_config.image_size), pads=True)
    size = int(model.config.prompt_encoder_config.image_size)
    return Clicked(model, plan, size, pads=False, moments=HALF if kind.startswith("sam3") else IMAGENET)


def is_ours(found: Contents) -> bool:
    """A folder of transformers, or one file of the first SAM with its own image encoder."""
    if found.config:
        return str(found.config.get("model_type", "")) in CLASSES
    return found.identity.family == "sam" and bool(found.shape("image_encoder.patch_embed.proj.weight"))


# ---- the file that Meta published, in its own names

_PARTS = (
    ("iou_prediction_head.layers.0.", "iou_prediction_head.proj_in."),
    ("iou_prediction_head.layers.2.", "iou_prediction_head.proj_out."),
    ("iou_prediction_head.layers.1.", "iou_prediction_head.layers.0."),
    ("output_upscaling.0.", "upscale_conv1."), ("output_upscaling.1.", "upscale_layer_norm."),
    ("output_upscaling.3.", "upscale_conv2."), ("mask_downscaling.0.", "mask_embed.conv1."),
    ("mask_downscaling.1.", "mask_embed.layer_norm1."), ("mask_downscaling.3.", "mask_embed.conv2."),
    ("mask_downscaling.4.", "mask_embed.layer_norm2."), ("mask_downscaling.6.", "mask_embed.conv3."),
    ("point_embeddings.", "point_embed."),
    ("pe_layer.positional_encoding_gaussian_matrix", "shared_embedding.positional_embedding"),
    ("image_encoder.blocks.", "vision_encoder.layers."), ("image_encoder.neck.0.", "vision_encoder.neck.conv1."),
    ("image_encoder.neck.1.", "vision_encoder.neck.layer_norm1."),
    ("image_encoder.neck.2.", "vision_encoder.neck.conv2."),
    ("image_encoder.neck.3.", "vision_encoder.neck.layer_norm2."),
    ("image_encoder.patch_embed.proj.", "vision_encoder.patch_embed.projection."),
    ("image_encoder.", "vision_encoder."), (".norm_final_attn.", ".layer_norm_final_attn."),
    *((f".norm{n}.", f".layer_norm{n}.") for n in (1, 2, 3, 4)),
)


def renamed(name: str) -> str:
    """A tensor of segment-anything's file as transformers calls it."""
    for old, new in _PARTS:
        name = name.replace(old, new)
    if ".output_hypernetworks_mlps." in name:
        head, n, rest = name.split(".layers.", 1)[0], *name.split(".layers.", 1)[1].split(".", 1)
        name = f"{head}.{ {'0': 'proj_in', '1': 'layers.0', '2': 'proj_out'}[n]}.{rest}"
    return name


def _published(found: Contents, plan: Plan) -> Clicked:
    import transformers

    weights = {renamed(name): value for name, value in tensors_of(found.path).items()}
    weights["shared_image_embedding.positional_embedding"] = weights[
        "prompt_encoder.shared_embedding.positional_embedding"]
    config = transformers.SamConfig(**_config(weights))
    model = filled(transformers.SamModel(config), weights, plan)
    return Clicked(model, plan, int(config.vision_config.image_size), pads=True)


def _config(weights: dict[str, Any]) -> dict[str, Any]:
    """Everything about the network that its tensors tell."""
    width, channels, patch, _ = weights["vision_encoder.patch_embed.projection.weight"].shape
    grid = weights["vision_encoder.pos_embed"].shape[1]
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("vision_encoder.layers."))
    reach = [weights[f"vision_encoder.layers.{i}.attn.rel_pos_h"].shape for i in range(layers)]
    everywhere = [i for i, shape in enumerate(reach) if shape[0] == 2 * grid - 1]
    window = next(((shape[0] + 1) // 2 for i, shape in enumerate(reach) if i not in everywhere), 0)
    out = weights["vision_encoder.neck.conv1.weight"].shape[0]
    inner = "mask_decoder.transformer.layers.0."
    vision = {
        "hidden_size": width, "output_channels": out, "num_hidden_layers": layers, "num_channels": channels,
        "num_attention_heads": width // reach[0][1], "image_size": grid * patch, "patch_size": patch,
        "global_attn_indexes": everywhere, "window_size": window, "num_pos_feats": out // 2,
        "mlp_dim": weights["vision_encoder.layers.0.mlp.lin1.weight"].shape[0]}
    decoder = {"hidden_size": out, "mlp_dim": weights[inner + "mlp.lin1.weight"].shape[0],
               "iou_head_hidden_dim": weights["mask_decoder.iou_prediction_head.proj_in.weight"].shape[0]}
    prompt = {"hidden_size": out, "image_size": grid * patch, "patch_size": patch,
              "mask_input_channels": weights["prompt_encoder.mask_embed.conv2.weight"].shape[0]}
    return {"vision_config": vision, "mask_decoder_config": decoder, "prompt_encoder_config": prompt}
