"""What crosses the border between the editor and the engine process, and how an operation is declared.

Pictures are RGBA, shape (h, w, 4), straight alpha, sRGB, dtype uint8, uint16 or float32 (0-1).
Masks are uint8, shape (h, w), 255 = the operation may change this pixel fully, 0 = never.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from inference.api.errors import UserError
from inference.api.traits import ModelTraits

Array = npt.NDArray[Any]
LINES = ("canny", "lineart", "softedge", "scribble")  # maps that are white lines on black
MAPS = (*LINES, "depth", "pose", "tile")
REFERENCES = ("subject", "style", "composition", "reference")


@dataclass(frozen=True, eq=False)
class Guide:
    """A picture that guides a diffusion model beside the words.

    `kind` is one of MAPS or REFERENCES. The `image` of a map, RGBA uint8 (h, w, 4), covers `box` (x, y, w, h; px of the
    request's picture, beyond whose edges it may reach), by default all of the picture, at any resolution; `raw`: it
    is a picture from which the engine draws the map, with as many lines as `detail` 0-1 says. A reference has a size
    and place of its own. `strength` 0-2; `start` and `end` are fractions of the denoising. `model` is the path of the
    ControlNet or IP-Adapter, None where the family needs none.
    """

    kind: str
    image: Array
    strength: float = 1.0
    start: float = 0.0
    end: float = 1.0
    model: str | None = None
    raw: bool = False
    detail: float = 0.5
    box: tuple[int, int, int, int] | None = None

    @property
    def is_map(self) -> bool:
        return self.kind in MAPS


@dataclass(frozen=True, eq=False)
class Area:
    """A further part of the picture to be changed, with a strength of its own, 0-1, and words of its own, which a model
    puts before those of the whole request. `mask` has the picture's size."""

    mask: npt.NDArray[np.uint8]
    strength: float = 1.0
    prompt: str = ""


@dataclass(frozen=True, eq=False)
class Request:
    """Everything the engine needs for one job: later edits of the document cannot disturb it.

    `params` is an instance of the operation's own parameter dataclass. `model` is the path of an installed
    checkpoint, or None for the built-in implementation. `seed` of picture i is `seed + i`. `areas` are changed beside
    `mask`, whose strength is 1: the engine hands operations all of them as one soft mask, and in `rest` what of it
    belongs to no area with words. `dry`: no picture is made; the answer is what a model would start from. `chosen` is
    the model that the user chose, where another of its family runs.
    """

    operation: str
    params: Any
    image: Array | None = None
    mask: npt.NDArray[np.uint8] | None = None
    model: str | None = None
    seed: int = 0
    count: int = 1
    guides: tuple[Guide, ...] = ()
    areas: tuple[Area, ...] = ()
    dry: bool = False
    chosen: str | None = None
    rest: npt.NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Picture:
    """One result. `box` (x, y, w, h) is its place in the request's image, whose size it may exceed (outpaint)."""

    pixels: Array
    seed: int = 0
    box: tuple[int, int, int, int] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Opening:
    """A picture whose pixels follow in strips, RGBA (n, width, 4) from the top, and what is known of it before them.

    `opaque`: its alpha is full everywhere. The picture of the result that ends the job holds no pixels then.
    """

    width: int
    height: int
    dtype: str
    opaque: bool
    seed: int
    recipe: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """What a job took: seconds in all and those spent loading; the peak of the device's memory and all it has
    (main memory where no GPU computed), in bytes; the device's name."""

    seconds: float = 0.0
    load_s: float = 0.0
    peak_bytes: int = 0
    total_bytes: int = 0
    device: str = ""


@dataclass(frozen=True, eq=False)
class Result:
    """`recipe` holds plain values only: operation, model and its hash, parameters, seeds, sizes."""

    pictures: tuple[Picture, ...]
    recipe: Mapping[str, Any]
    seconds: float = 0.0
    cost: Cost = Cost()


@dataclass(frozen=True)
class Failure:
    """Why a job failed: a sentence, a hint, and the traceback for "Copy details"."""

    message: str
    hint: str = ""
    details: str = ""
    error: UserError | None = None  # the expected failure behind it: its template can be translated


@dataclass(frozen=True, eq=False)
class Progress:
    """`fraction` 0-1 of the whole job; `stage` is an untranslated English phrase; `preview` RGBA uint8 or None."""

    fraction: float
    stage: str
    preview: Array | None = None
    eta_s: float | None = None


@dataclass(frozen=True)
class ModelInfo:
    """An installed model, as the engine's store identified it by its tensors.

    `kind` is checkpoint, diffusion, lora, vae, upscaler, ...; `family` the id of the model family that it is of or
    for, "" if unknown; `operations` the ids of the operations it can run alone; `problem` why it cannot be used, ""
    if it can, and `reason` the same to be translated. `title` is what the field calls it ("FLUX.1 Fill"), `variant`
    what tells it from its siblings, `quantised` how its numbers are stored ("fp8", "GGUF Q4_K", "" at 16 bits),
    `method` that of an adapter (LoRA, DoRA, LoKr), `holds` the parts of a checkpoint, `missing` those it lacks.
    `guessed`: nothing is certain, and `choices` are the kinds it can be used as. `twin` is the path of another file
    with the same weights. `native` is the edge, px, of the pictures a diffusion model was trained at, and `multiple`
    what the sides of its pictures are a multiple of; 0 where that is not known. `traits` are a diffusion model's.
    `needs` are the ids of the parts that a diffusion model must have beside it, in files of their own, and `lacks`
    the entries of the catalogue for those that are not there; `reason` then tells.
    """

    path: str
    name: str
    kind: str
    family: str
    operations: tuple[str, ...] = ()
    size_bytes: int = 0
    problem: str = ""
    title: str = ""
    variant: str = ""
    quantised: str = ""
    method: str = ""
    holds: tuple[str, ...] = ()
    guessed: bool = False
    choices: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    twin: str = ""
    native: int = 0
    multiple: int = 0
    traits: ModelTraits | None = None
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    reason: UserError | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class Event:
    """One message of the engine process about one job. An opening is followed by its strips, and they by a result."""

    job: int
    kind: Literal["progress", "opening", "strip", "result", "failure", "cancelled"]
    body: Progress | Opening | Array | Result | Failure | None = None


class Report(Protocol):
    """Progress, preview and cancel are one call."""

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        """Tell how far the job is. Raises Cancelled when the user pressed stop."""

    def part(self, start: float, end: float) -> Report:
        """A report whose 0-1 covers start-end of this one, for a step made of steps."""


@dataclass(frozen=True)
class Operation:
    """An instant filter or an AI operation, declared once; form, command line and recipe follow.

    A filter's `run` is `(pixels, params, scale) -> pixels`: RGBA in any of the three dtypes and the same back;
    `scale` is view pixels per document pixel, for radii; `margin(params)` is how many document pixels around a
    place it reads. An AI operation's `run` is `(request, engine, report) -> Result`.
    """

    id: str
    text: str
    parameters: type
    run: Callable[..., Any]
    icon: str = ""
    help: str = ""
    menu: str = ""  # an AI operation without one is asked by a tool or an action, not by the panel
    order: int = 100
    margin: Callable[[Any], int] | None = None
    shortcut: str = ""
    traits: frozenset[str] = frozenset()  # what a model family must offer to run it: "image", "mask", "text", ...
    needs: frozenset[str] = frozenset()  # what the request must carry: "image", "mask", "model"
    foresee: Callable[..., Any] | None = None  # (request, engine, report) -> Result: what a model would start from
    # a selection, and a mask for the layer, are white on black, of the request's size; words are a fact, "text"
    gives: Literal["picture", "selection", "mask", "words"] = "picture"
    # what areas are to it: further parts to be changed, or places with words of their own in a picture that changes
    areas: Literal["changed", "words"] = "changed"
