"""Names, shapes and types of the tensors in a model file, read from its header: no weights, no torch, no code run."""

from inference.headers.header import Header, Tensor
from inference.headers.reading import SUFFIXES, read

__all__ = ["SUFFIXES", "Header", "Tensor", "read"]
