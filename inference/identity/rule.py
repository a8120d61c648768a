"""What a rule is, and when a file obeys it: some tensors are there (of these shapes), some are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

from inference.headers import Tensor

Shape = tuple[int | None, ...]  # None: any length


@dataclass(frozen=True)
class Rule:
    """`has` maps tensor names, without the root in front, to the shape they must have (() = any); `lacks` names
    tensors that must be missing. `name` is what the field calls it; `variant` what tells it from its siblings."""

    family: str
    name: str
    has: Mapping[str, Shape] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    variant: str = ""
    kind: str = ""

    def holds(self, tensors: Mapping[str, Tensor], root: str) -> bool:
        return (all(_fits(_found(tensors, root + name), shape) for name, shape in self.has.items())
                and not any(_found(tensors, root + name) for name in self.lacks))


def first(rules: tuple[Rule, ...], tensors: Mapping[str, Tensor], roots: tuple[str, ...]) -> tuple[Rule, str] | None:
    """The first rule that holds, and under which root."""
    for root in roots:
        if root and not any(name.startswith(root) for name in tensors):
            continue
        for rule in rules:
            if rule.holds(tensors, root):
                return rule, root
    return None


def _found(tensors: Mapping[str, Tensor], name: str) -> Tensor | None:
    """By name; nunchaku (SVDQuant) and GPTQ store `qweight` in place of `weight`."""
    found = tensors.get(name)
    if found is None and name.endswith(".weight"):
        packed = tensors.get(name[:-6] + "qweight")
        return Tensor((), "packed") if packed is not None else None
    return found


def _fits(found: Tensor | None, shape: Shape) -> bool:
    if found is None:
        return False
    if not shape or found.dtype == "packed":
        return True
    if found.dtype in ("U8", "I8") and len(found.shape) == 2 and found.shape[1] == 1:
        # bitsandbytes packs two 4-bit numbers into a byte and forgets the shape
        return None in shape or prod(found.shape) * 2 == prod(n for n in shape if n)
    return len(found.shape) == len(shape) and all(
        want is None or got == want for got, want in zip(found.shape, shape, strict=True))
