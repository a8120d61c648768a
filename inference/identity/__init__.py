"""What a model file is: kind, family, variant and quantisation, from names, shapes and types of its tensors."""

from inference.identity.identify import CHOICES, Identity, identify, quantisation

__all__ = ["CHOICES", "Identity", "identify", "quantisation"]
