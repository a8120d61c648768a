"""What the two halves share: plain data, parameter declarations, discovery. numpy only."""

from inference.api.discover import discover, operations
from inference.api.errors import Cancelled, UserError
from inference.api.messages import (
    Event,
    Failure,
    Guide,
    ModelInfo,
    Operation,
    Picture,
    Progress,
    Report,
    Request,
    Result,
)
from inference.api.models import KINDS, about
from inference.api.parameters import (
    Parameter,
    choice,
    colour,
    curve,
    defaults,
    flag,
    font,
    image,
    integer,
    number,
    parameters,
    text,
    validated,
)

__all__ = [
    "KINDS",
    "Cancelled",
    "Event",
    "Failure",
    "Guide",
    "ModelInfo",
    "Operation",
    "Parameter",
    "Picture",
    "Progress",
    "Report",
    "Request",
    "Result",
    "UserError",
    "about",
    "choice",
    "colour",
    "curve",
    "defaults",
    "discover",
    "flag",
    "font",
    "image",
    "integer",
    "number",
    "operations",
    "parameters",
    "text",
    "validated",
]
