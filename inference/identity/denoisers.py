"""Rules for diffusion models: the U-Net or transformer of every family, in the authors' layouts and in diffusers'.

Sources: the published reference code of each family and the classes of diffusers, whose shapes
tests/inference/layouts.json holds. More particular rules come first.
"""

from __future__ import annotations

from inference.identity.rule import Rule, Shape

ROOTS = ("", "model.diffusion_model.", "diffusion_model.", "unet.", "transformer.", "model.", "net.", "module.")
N = None

_ATTN = "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"  # authors' layout: first level, SD 1 and 2
_ATTN_XL = "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"
_DOWN = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight"
_DOWN_XL = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight"
_SD1, _SD2, _XL = "Stable Diffusion 1.5", "Stable Diffusion 2", "Stable Diffusion XL"
# What the U-Net sees beside the 4 channels of the latent: 4 of a picture, and the mask.
_CHANNELS = ((4, "", ""), (9, "inpaint", " inpainting"), (8, "pix2pix", ""), (5, "depth", " depth"))


def _unets() -> tuple[Rule, ...]:
    made = []
    for channels, variant, word in _CHANNELS:
        first: Shape = (320, channels, 3, 3)
        edits = variant == "pix2pix"
        one, xl = ("InstructPix2Pix", "InstructPix2Pix XL") if edits else (_SD1 + word, _XL + word)
        own, down = {"input_blocks.0.0.weight": first}, {"conv_in.weight": first}
        added, label = {"add_embedding.linear_1.weight": (1280, 2816)}, {"label_emb.0.0.weight": (1280, 2816)}
        made += [
            Rule("sdxl", xl, {**own, **label, _ATTN_XL: (640, 2048)}, variant=variant),
            Rule("sd15", one, {**own, _ATTN: (320, 768)}, variant=variant),
            Rule("sd2", _SD2 + word, {**own, _ATTN: (320, 1024)}, variant=variant),
            Rule("kolors", "Kolors", {**down, "encoder_hid_proj.weight": (2048, 4096)}),
            Rule("sdxl", xl, {**down, **added, _DOWN_XL: (640, 2048)}, variant=variant),
            Rule("sd15", one, {**down, _DOWN: (320, 768)}, variant=variant),
            Rule("sd2", _SD2 + word, {**down, _DOWN: (320, 1024)}, variant=variant),
        ]
    return tuple(made)


_REFINER = (
    Rule("sdxl", _XL + " refiner", {"input_blocks.0.0.weight": (384, 4, 3, 3), "label_emb.0.0.weight": (1536, 2560)},
         variant="refiner"),
    Rule("sdxl", _XL + " refiner", {"conv_in.weight": (384, 4, 3, 3),
                                    "add_embedding.linear_1.weight": (1536, 2560)}, variant="refiner"),
    Rule("sd2-upscaler", "Stable Diffusion x4 upscaler", {"input_blocks.0.0.weight": (256, 7, 3, 3)}),
    Rule("sd2-upscaler", "Stable Diffusion x4 upscaler", {"conv_in.weight": (256, 7, 3, 3)}),
)

_JOINT = "joint_blocks.0.x_block.attn.qkv.weight"
_ADDED = "transformer_blocks.0.attn.add_q_proj.weight"
_SD3 = (
    Rule("sd3", "Stable Diffusion 3.5 Medium", {"joint_blocks.0.x_block.attn2.qkv.weight": (4608, 1536)},
         variant="3.5-medium"),
    Rule("sd3", "Stable Diffusion 3.5 Large", {_JOINT: (7296, 2432)}, variant="3.5-large"),
    Rule("sd3", "Stable Diffusion 3 Medium", {_JOINT: (4608, 1536)}, variant="medium"),
    Rule("sd3", "Stable Diffusion 3.5 Medium", {"transformer_blocks.0.attn2.to_q.weight": (1536, 1536),
                                                _ADDED: (1536, 1536), "pos_embed.proj.weight": (1536, 16, 2, 2)},
         variant="3.5-medium"),
    Rule("sd3", "Stable Diffusion 3.5 Large", {_ADDED: (2432, 2432), "pos_embed.proj.weight": (2432, 16, 2, 2)},
         variant="3.5-large"),
    Rule("sd3", "Stable Diffusion 3 Medium", {_ADDED: (1536, 1536), "pos_embed.proj.weight": (1536, 16, 2, 2)},
         variant="medium"),
)

_DISTILLED = "distilled_guidance_layer.in_proj.weight"
_CHROMA = (
    Rule("chroma", "Chroma Radiance", {_DISTILLED: (), "nerf_image_embedder.embedder.0.weight": ()},
         variant="radiance"),
    Rule("chroma", "Chroma", {_DISTILLED: ()}),
)

_QKV = "double_blocks.0.img_attn.qkv.weight"
_GUIDED, _GUIDED_D = "guidance_in.in_layer.weight", "time_text_embed.guidance_embedder.linear_1.weight"
_SINGLE = "single_transformer_blocks.0.proj_mlp.weight"


def _flux() -> tuple[Rule, ...]:
    made = []
    for channels, variant, name in ((384, "fill", "FLUX.1 Fill"), (128, "control", "FLUX.1 Canny or Depth"),
                                    (64, "dev", "FLUX.1 dev")):
        made += [Rule("flux", name, {_QKV: (9216, 3072), "img_in.weight": (3072, channels), _GUIDED: ()},
                      variant=variant),
                 Rule("flux", name, {_SINGLE: (12288, 3072), "x_embedder.weight": (3072, channels), _GUIDED_D: ()},
                      variant=variant)]
    return (*made, Rule("flux", "FLUX.1 schnell", {_QKV: (9216, 3072), "img_in.weight": (3072, 64)}, (_GUIDED,),
                        "schnell"),
            Rule("flux", "FLUX.1 schnell", {_SINGLE: (12288, 3072), "x_embedder.weight": (3072, 64)}, (_GUIDED_D,),
                 "schnell"))


def _flux2() -> tuple[Rule, ...]:
    made = []
    for width, variant, name in ((3072, "klein-4b", "FLUX.2 Klein 4B"), (4096, "klein-9b", "FLUX.2 Klein 9B"),
                                 (6144, "dev", "FLUX.2 dev")):
        made += [Rule("flux2", name, {"single_stream_modulation.lin.weight": (3 * width, width)}, variant=variant),
                 Rule("flux2", name, {"single_stream_modulation.linear.weight": (3 * width, width)}, variant=variant)]
    return tuple(made)


_QWEN = {"txt_norm.weight": (3584,), "transformer_blocks.0.img_mod.1.weight": (18432, 3072)}
_TRANSFORMERS = (
    Rule("zimage", "Z-Image", {"cap_embedder.1.weight": (3840, 2560), "x_embedder.weight": (3840, 64)}),
    Rule("zimage", "Z-Image", {"cap_embedder.1.weight": (3840, 2560), "all_x_embedder.2-1.weight": (3840, 64)}),
    Rule("qwen", "Qwen-Image Layered", {**_QWEN, "time_text_embed.addition_t_embedding.weight": ()},
         variant="layered"),
    Rule("qwen", "Qwen-Image-Edit Plus", {**_QWEN, "__index_timestep_zero__": ()}, variant="edit-plus"),
    Rule("qwen", "Qwen-Image", {**_QWEN, "img_in.weight": (3072, 64)}),
    Rule("qwen21", "Qwen-Image 2.1", {"txt_in.text_norm.weight": ()}),
    Rule("sana", "Sana", {"blocks.0.cross_attn.q_linear.weight": (), "blocks.0.mlp.inverted_conv.conv.weight": ()}),
    Rule("sana", "Sana Sprint", {"transformer_blocks.0.ff.conv_inverted.weight": (),
                                 "time_embed.guidance_embedder.linear_1.weight": ()}, variant="sprint"),
    Rule("sana", "Sana", {"transformer_blocks.0.ff.conv_inverted.weight": (), "patch_embed.proj.weight": ()}),
    Rule("pixart", "PixArt-Alpha", {"blocks.0.cross_attn.q_linear.weight": (1152, 1152),
                                    "csize_embedder.mlp.0.weight": ()}, variant="alpha"),
    Rule("pixart", "PixArt-Sigma", {"blocks.0.cross_attn.q_linear.weight": (1152, 1152), "t_block.1.weight": ()},
         variant="sigma"),
    Rule("pixart", "PixArt-Alpha", {"adaln_single.linear.weight": (6912, 1152), "pos_embed.proj.weight": (),
                                    "adaln_single.emb.resolution_embedder.linear_1.weight": ()}, variant="alpha"),
    Rule("pixart", "PixArt-Sigma", {"adaln_single.linear.weight": (6912, 1152),
                                    "pos_embed.proj.weight": (1152, 4, 2, 2)}, variant="sigma"),
)

# Families that are named to the user but that nothing here loads.
_NAMED = (
    Rule("lumina2", "Lumina Image 2", {"cap_embedder.1.weight": (2304, 2304)}),
    Rule("auraflow", "AuraFlow", {"double_layers.0.attn.w2q.weight": ()}),
    Rule("hidream", "HiDream", {"double_stream_blocks.0.block.adaLN_modulation.1.bias": ()}),
    Rule("cascade", "Stable Cascade", {"clip_txt_mapper.weight": ()}),
    Rule("cascade", "Stable Cascade", {"down_blocks.1.0.channelwise.0.weight": ()}),
    Rule("hunyuan", "Hunyuan", {"txt_in.individual_token_refiner.blocks.0.adaLN_modulation.1.bias": ()}),
    Rule("krea2", "Krea 2", {"txtfusion.projector.weight": ()}),
    Rule("flux3", "FLUX.3", {"early_stream_modulations.image.lin.weight": ()}),
    Rule("wan", "Wan video", {"head.modulation": ()}),
    Rule("ltx", "LTX video", {"patchify_proj.weight": ()}),
    Rule("cosmos", "Cosmos", {"x_embedder.proj.1.weight": ()}),
    Rule("mochi", "Mochi video", {"blocks.0.attn.qkv_x.weight": ()}),
)

RULES = (*_REFINER, *_unets(), *_SD3, *_CHROMA, *_flux2(), *_flux(), *_TRANSFORMERS, *_NAMED)
