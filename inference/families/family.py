"""What a model family states about itself: how to recognise it, how to load it, what it can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inference.api import Operation, Report, discover
from inference.checkpoints import Contents, contents
from inference.devices import Plan
from inference.families.assembling import has_words, is_transformer, whole_near
from inference.families.kit import Kit
from inference.families.loading import loader
from inference.families.traits import Traits
from inference.identity import Identity
from inference.identity.identify import named
from inference.parts.finding import Source, inside, sources
from inference.parts.known import Parts

Detect = Callable[[Contents], bool]


@dataclass(frozen=True)
class Family:
    """`detect` tells whether a file or folder is of this family; `load(path, plan, report)` returns a model with
    the methods that its `traits` promise; `kind` is the ModelInfo kind. Traits: "text" (text_to_image), "image"
    (image_to_image), "mask" (inpaint), "edit" (edit), "enlarge" (enlarge), "points" (segment), "matte", "find",
    "describe", "agree" (agreement), "depth", "lines", "pose", "people": methods of `inference.sight`. Families
    without `load` are recognised only. `about` says more of diffusion families, `kit` how the library is called for
    them; variants that differ in it have one Family each, of the same id. `parts` are what a file that
    holds the diffusion model alone needs, by role, `config` its configuration, `classes` as in `loading.loader`.
    """

    id: str
    name: str
    kind: str
    detect: Detect
    load: Callable[[Contents, Plan, Report], Any] | None = None
    traits: frozenset[str] = frozenset()
    order: int = 100
    about: Traits | None = None
    kit: Kit | None = None
    parts: Parts = field(default_factory=dict)
    config: str = ""
    classes: tuple[str, ...] = ()

    def needs(self, found: Contents) -> tuple[str, ...]:
        """Ids of the parts that a single file of this family must have beside it, ("folder",) where that cannot be
        parts."""
        if not self._alone(found):
            return ()
        wanted = tuple(part.id for part in self.parts.values() if not part.optional and not inside(found, part))
        return wanted or (("folder",) if not self.parts and is_transformer(self.config) else ())

    def whole_near(self, found: Contents) -> bool:
        """Whether a diffusers folder near the file has everything."""
        return whole_near(found, self.config, self.classes)

    def sources(self, found: Contents) -> dict[str, Source]:
        """Where the parts of a single file would be taken from."""
        return sources(found, self.parts) if self.parts and not found.index and beside(found) is None else {}

    def _alone(self, found: Contents) -> bool:
        return self.kit is not None and not found.index and beside(found) is None and not has_words(found)

    def runs(self, operation: Operation) -> bool:
        return self.load is not None and bool(operation.traits) and operation.traits <= self.traits


def diffusion(
    id: str, name: str, detect: Detect, kit: Kit, order: int, config: str = "",
    classes: tuple[str, ...] = (), parts: Parts | None = None,
) -> Family:
    """A family of latent diffusion models, or one variant of it; see `loading.loader` for the last three."""
    parts = parts or {}
    return Family(id, name, "checkpoint", detect, loader(id, kit, config, classes, parts), kit.can(), order,
                  kit.traits, kit, parts, config, classes)


def is_a(family: str, *variants: str) -> Detect:
    """A detect by what the tensors, or the class named in a folder, were identified as."""

    def detect(found: Contents) -> bool:
        identity = seen(found)
        whole = identity.kind in ("checkpoint", "diffusion") and identity.family == family
        return whole and (not variants or identity.variant in variants)

    return detect


def seen(found: Contents) -> Identity:
    """The identity; for a file that its tensors do not tell, that of the configuration beside it."""
    described = beside(found)
    if found.identity.guessed and described is not None:
        return named(described.identity, found.path.name, found.header)
    return found.identity


def beside(found: Contents) -> Contents | None:
    """NAME.config of the file NAME, None where there is none."""
    place = found.path.with_suffix(".config")
    return contents(place) if found.path.is_file() and (place / "model_index.json").is_file() else None


def unet_of(found: Contents) -> Mapping[str, Any]:
    """The configuration of the U-Net in a folder or beside a file, {} where nothing says it."""
    described = beside(found)
    return described.unet if described is not None and not found.unet else found.unet


def family_of(found: Contents) -> Family | None:
    for family in discover("inference.families", "FAMILY"):
        if family.detect(found):
            return family  # type: ignore[no-any-return]
    return None


def family_named(kind: str) -> Family | None:
    """The family that loads every file of a kind which the user chose, None when only the file can tell."""
    return next((family for family in discover("inference.families", "FAMILY")
                 if kind and family.id == kind), None)
