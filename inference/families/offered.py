"""What the library offers for our families, and what of it is left out, each with its reason. A test compares this
with the classes of the installed diffusers, so that no page can say "not offered" of something that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Beginnings of the class names of pipelines that run our families.
_OURS = re.compile(
    r"^(StableDiffusion|SemanticStableDiffusion|LatentConsistency|Flux|ZImage|QwenImage|Sana|PixArt|Chroma)")
MASKS = ("Inpaints with a mask that is on or off. Limner masks the latents of the text or image pipeline cell by cell, "
         "from the step on that each cell may change")
_GUIDANCE = "Another way of guidance (perturbed attention), which no control of the editor asks for"
_SMALL = "Research on Stable Diffusion 1 that newer families and masks have made needless"
_VIDEO = "Makes videos"
_NET = "Needs a ControlNet trained for inpainting; with the usual ones inpainting is composed"
LEFT_OUT: dict[str, str] = {
    **dict.fromkeys((
        "FluxInpaintPipeline", "FluxControlNetInpaintPipeline",
        "FluxControlInpaintPipeline", "StableDiffusion3InpaintPipeline", "ZImageInpaintPipeline",
        "QwenImageInpaintPipeline", "Flux2KleinInpaintPipeline"), MASKS),
    "FluxKontextInpaintPipeline": MASKS + "; its own works at areas of its own",
    "QwenImageEditInpaintPipeline": MASKS + "; its own always works at 1024 x 1024 px",
    "StableDiffusionXLControlNetUnionInpaintPipeline": MASKS + "; it takes no model that was trained for inpainting",
    "ChromaInpaintPipeline": "Broken in 0.42.1: it reads a setting that Chroma's transformer has not",
    "StableDiffusion3ControlNetInpaintingPipeline": _NET, "QwenImageControlNetInpaintPipeline": _NET,
    "ZImageControlNetInpaintPipeline": _NET,
    **dict.fromkeys((
        "StableDiffusionPAGPipeline", "StableDiffusionPAGImg2ImgPipeline", "StableDiffusionPAGInpaintPipeline",
        "StableDiffusionControlNetPAGPipeline", "StableDiffusionControlNetPAGInpaintPipeline",
        "StableDiffusionXLPAGPipeline", "StableDiffusionXLPAGImg2ImgPipeline", "StableDiffusionXLPAGInpaintPipeline",
        "StableDiffusionXLControlNetPAGPipeline", "StableDiffusionXLControlNetPAGImg2ImgPipeline",
        "StableDiffusion3PAGPipeline", "StableDiffusion3PAGImg2ImgPipeline", "PixArtSigmaPAGPipeline",
        "SanaPAGPipeline", "StableDiffusionSAGPipeline"), _GUIDANCE),
    **dict.fromkeys(("LatentConsistencyModelPipeline", "LatentConsistencyModelImg2ImgPipeline"),
                    "The pipelines of Stable Diffusion 1.5 run these models too, with control maps beside"),
    **dict.fromkeys(("StableDiffusionControlNetXSPipeline", "StableDiffusionXLControlNetXSPipeline"),
                    "ControlNet-XS is not run yet"),
    **dict.fromkeys(("StableDiffusionUpscalePipeline", "StableDiffusionLatentUpscalePipeline"),
                    "Enlarging is done by networks and by tiles of any family"),
    "StableDiffusionDepth2ImgPipeline": "Superseded by depth ControlNets",
    "StableDiffusionImageVariationPipeline": "Superseded by IP-Adapters",
    "StableDiffusionPanoramaPipeline": "Superseded by work in tiles",
    "StableDiffusionDiffEditPipeline": "Superseded by instruction models and by masks",
    **dict.fromkeys(("StableDiffusionGLIGENPipeline", "StableDiffusionGLIGENTextImagePipeline",
                     "StableDiffusionLDM3DPipeline", "StableDiffusionAttendAndExcitePipeline",
                     "StableDiffusionModelEditingPipeline", "StableDiffusionParadigmsPipeline",
                     "StableDiffusionPix2PixZeroPipeline", "SemanticStableDiffusionPipeline"), _SMALL),
    "QwenImageLayeredPipeline": "Takes a picture apart into layers: no operation of the editor does that yet",
    "QwenImage21Pipeline": "Qwen-Image 2.1 is recognised and not run yet",
    "ZImageOmniPipeline": "Z-Image Omni is recognised and not run yet",
    "Flux2KleinKVPipeline": "A variant of Klein that caches references; the usual Klein takes them too",
    "PixArtAlphaPipeline": "PixArt-Alpha is recognised; Sigma took its place",
    **dict.fromkeys(("SanaSprintPipeline", "SanaSprintImg2ImgPipeline"), "Sana Sprint is recognised and not run yet"),
    **dict.fromkeys(("SanaImageToVideoPipeline", "SanaVideoPipeline", "SanaWMPipeline"), _VIDEO),
}


def offered() -> tuple[str, ...]:
    """The names of all pipelines in the installed library that run our families."""
    import diffusers

    return tuple(sorted(name for name in dir(diffusers) if _OURS.match(name) and name.endswith("Pipeline")
                        and "Modular" not in name and "Onnx" not in name))


def used() -> Iterator[tuple[str, str]]:
    """(family name, class) of every pipeline that a family runs."""
    from inference.api import discover

    for family in discover("inference.families", "FAMILY"):
        for name in sorted(set(family.kit.pipelines.values())) if family.kit else ():
            yield family.name, name
