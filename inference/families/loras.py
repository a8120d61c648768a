"""LoRAs on a loaded pipeline: added by their weights, counted, taken off again without a trace; never fused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.api import UserError
from inference.ask import Lora
from inference.devices import out_of_memory

Fact = dict[str, Any]
_PARTS = ("unet", "transformer", "text_encoder", "text_encoder_2", "text_encoder_3")


class Loras:
    """Those on one pipeline. They stay on it until a picture asks for others: loading takes longer than a step."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe
        self._facts: dict[str, Fact] = {}
        self._control = ""

    def wear(self, wanted: tuple[Lora, ...], control: Lora | None = None) -> list[Fact]:
        """Put on exactly these, and `control`, which widens the transformer by a map. Returns for each of `wanted`
        {file, weight, layers}: how many layers it changes, 0 = it fits nothing here. Raises UserError where the
        library offers no LoRAs, a file is none, or `control` does not fit."""
        every = (*((control,) if control else ()), *wanted)
        paths = list(dict.fromkeys(lora.path for lora in every))
        if paths and not hasattr(self._pipe, "load_lora_weights"):
            raise UserError("LoRAs cannot be used with this model.", "Remove them, or choose another model.")
        if paths != list(self._facts) or self._control != (control.path if control else ""):
            self.off()
            self._control = control.path if control else ""
            for index, path in enumerate(paths):
                self._facts[path] = {"file": Path(path).name, "layers": self._put_on(path, f"lora{index}")}
        if control is not None and not self._facts[control.path]["layers"]:
            self.off()
            raise UserError("The control LoRA {file} does not fit this model.", "Choose another one.",
                            file=Path(control.path).name)
        weights = {lora.path: lora.weight for lora in every}
        active = [(f"lora{index}", weights[path]) for index, path in enumerate(paths) if self._facts[path]["layers"]]
        if active:
            self._pipe.set_adapters([name for name, _ in active], [weight for _, weight in active])
        return [{**self._facts[path], "weight": weights[path]} for path in paths if path != self._control]

    def off(self) -> None:
        """The networks as they were, to the bit."""
        if self._facts:
            widened = bool(self._control and self._facts.get(self._control, {}).get("layers"))
            self._pipe.unload_lora_weights(**({"reset_to_overwritten_params": True} if widened else {}))
            self._facts, self._control = {}, ""

    def _put_on(self, path: str, name: str) -> int:
        file = Path(path)
        if not file.is_file():
            raise UserError("The LoRA {file} is not there any more.", "Choose another one.", file=file.name)
        if file.suffix != ".safetensors":
            raise UserError("{file} is not a safetensors file, so it is not loaded as a LoRA.",
                            "Look for the safetensors version of it.", file=file.name)
        try:
            self._pipe.load_lora_weights(str(file.parent), weight_name=file.name, adapter_name=name,
                                         local_files_only=True, use_safetensors=True)
        except (RuntimeError, ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            if out_of_memory(error):
                raise
            self._torn_off(name)
            return 0
        return matched_layers(self._pipe, name)

    def _torn_off(self, name: str) -> None:
        """What a LoRA of another family left behind before it failed."""
        if matched_layers(self._pipe, name):
            self._pipe.delete_adapters([name])


def matched_layers(pipe: Any, name: str) -> int:
    from peft.tuners.tuners_utils import BaseTunerLayer

    networks = [getattr(pipe, part, None) for part in _PARTS]
    return sum(1 for network in networks if network is not None for module in network.modules()
               if isinstance(module, BaseTunerLayer) and any(
                   name in getattr(module, layer, {}) for layer in module.adapter_layer_names))
