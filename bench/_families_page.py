"""docs/families.md from the answers of bench/families.py."""

from __future__ import annotations

from importlib.metadata import version

COLUMNS = ("text", "image", "inpaint", "edit", "control", "LoRA", "single file offline")
MORE = ("trained at, px", "steps", "guidance", "negative prompt", "weighted words", "several control maps",
        "schedulers")
ADDED = ("embedding", "ControlNet Union", "T2I-Adapter", "control LoRA", "reference pictures")
HEAD = """# Model families

Written by `make families`: it builds a tiny random model of every family with the real classes of diffusers {version},
sends each cell as a request to the engine process, which refuses sockets, and looks at the picture that comes back.
Nothing here says anything about the quality of pictures: the weights are random.

*yes*: the library has a pipeline for it and that one ran. *composed*: Limner makes it from another pipeline: a picture
as a start at its noised latents, inpainting by putting the known latents back after each step, cell by cell from the
step on that a map of change allows (Differential Diffusion), a whole picture with an inpainting model by repainting
all of it. *Not offered*: the engine refused it in a sentence. Edits and inpainting left every pixel outside the
selection as it was, to the bit. LoRAs were said in the prompt and left no trace.
"""
SINGLE = """
A *single file* is written as its authors publish it and loaded with the network cut. Files of Stable Diffusion 1, 2, XL
and 3 hold their text encoders and VAE (T5 of version 3 is left out here; it is used where it is found). *Parts as
files*: the file holds the transformer alone, and text encoders and VAE are files in the folders that ComfyUI keeps them
in, in the layouts of its files; the tokenizers are the bundled ones. The words of Gemma, which Sana reads with, may not
be bundled: a diffusers folder of the family stands beside its file.
"""
VARIANTS = """
*No* stands for what Limner does not do with the family. Left out of what the library could do: IP-Adapters of
FLUX.1 Kontext, and the negative prompt of FLUX.1 by a second pass (`true_cfg_scale`), which doubles the time.

- An *embedding* (textual inversion) is a file said by its name in the prompt.
- *ControlNet Union* of SDXL is one file for many kinds of maps; several are read at once by one network. Unions of
  FLUX.1, Qwen-Image and Z-Image are ControlNets like others, in the first table.
- *T2I-Adapters* have no time of their own: of several, all work from the first start to the last end.
- A *control LoRA* (FLUX.1 Canny and Depth) shows the transformer one map beside the latents; it wants a guidance of 30
  (Canny) or 10 (Depth).
- Style and composition are the blocks of a U-Net that read one or the other. A pruned model without them says so.
- *Redux* adds a picture to the words, over all steps: its start and end have no effect.
- Refused in a sentence: Control-LoRAs of XL, FLUX.1 networks in XLabs' own layout, FaceID adapters, IP-Adapters of
  FLUX.1 in the layout of InstantX.

ControlNets and adapters load from the file alone: its tensors tell the configuration. That of Sana needs the
config.json beside it.

## How a variant is told

Most variants differ in the shapes of their tensors. Distilled models (Turbo, Lightning, Hyper, LCM, DMD2) and models of
v-prediction do not: they are told by the file's name, its metadata (`modelspec.title`, `modelspec.prediction_type`,
`general.name`), a flag among the tensors (`v_pred`), the scheduler of a folder, or NAME.yaml beside the
file. So are Kontext, Krea and Qwen-Image-Edit. A file that was renamed is taken for its plain sibling, which asks for
more steps than it needs.
"""


def page(tried: list[tuple[str, list[str], list[str], list[str]]]) -> str:
    from inference.families.offered import LEFT_OUT

    lines = [HEAD.format(version=version("diffusers")),
             *_table(COLUMNS, [(name, cells) for name, cells, _, _ in tried]), SINGLE,
             "## What a prompt can say and what can guide it", "",
             *_table(MORE, [(name, more) for name, _, more, _ in tried]), "",
             "## What can be added to a model", "",
             *_table(ADDED, [(name, added) for name, _, _, added in tried]), VARIANTS,
             "## Pipelines of the library that are left out", "",
             "A test compares this list with the classes of the installed diffusers.", "",
             "| pipeline | why |", "|---|---|",
             *(f"| {', '.join(names)} | {reason} |" for reason, names in _by_reason(LEFT_OUT).items())]
    return "\n".join(lines) + "\n"


def _table(columns: tuple[str, ...], rows: list[tuple[str, list[str]]]) -> list[str]:
    return [f"| family | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}",
            *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows)]


def _by_reason(left: dict[str, str]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for name, reason in left.items():
        made.setdefault(reason, []).append(name.removesuffix("Pipeline"))
    return made
