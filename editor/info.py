"""What there is to know about a picture file, as plain values and as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from editor.document.layer import AdjustmentLayer, GenerativeLayer, GroupLayer, Layer
from inference.api import parameters

BITS = {"uint8": "8 bit", "uint16": "16 bit", "float32": "32-bit float"}


def facts(path: Path) -> dict[str, Any]:
    """Opens the file. Raises UserError."""
    from editor.formats.files import format_of, open_document

    document = open_document(path)
    return {
        "file": str(path), "bytes": path.stat().st_size, "format": format_of(path).text,
        "width": document.width, "height": document.height, "depth": BITS[document.dtype],
        "dpi": None if document.dpi is None else [round(v, 3) for v in document.dpi],
        "profile": profile_name(document.icc), "selection": document.selection is not None,
        "channels": [name for name, _ in document.channels], "guides": len(document.guides),
        "layers": [_layer(layer) for layer in reversed(document.layers)],
        "camera": camera(document.metadata.get("exif")), "texts": dict(document.metadata.get("text", {})),
    }


def _layer(layer: Layer) -> dict[str, Any]:
    """Top first, as a layers panel shows them."""
    kinds = {GroupLayer: "group", GenerativeLayer: "generative", AdjustmentLayer: "adjustment"}
    kind = next((name for made, name in kinds.items() if isinstance(layer, made)), "pixels")
    found: dict[str, Any] = {"name": layer.name, "kind": kind, "visible": layer.visible,
                             "opacity": round(layer.opacity, 4), "blend": layer.blend, "mask": layer.mask is not None,
                             "clipping": layer.clipping}
    if isinstance(layer, GroupLayer):
        found["layers"] = [_layer(child) for child in reversed(layer.children)]
    if isinstance(layer, AdjustmentLayer):
        found["filter"] = layer.operation.id
        found["values"] = {item.name: getattr(layer.params, item.name) for item in parameters(layer.params)
                           if item.kind != "content"}
    if isinstance(layer, GenerativeLayer):
        found["operation"] = str(layer.recipe.get("operation", ""))
    return found


def profile_name(icc: bytes | None) -> str:
    """The profile's own description; "sRGB (assumed)" without one."""
    import io

    if not icc:
        return "sRGB (assumed)"
    from PIL import ImageCms

    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "unreadable"


TAGS = {"make": 271, "model": 272, "software": 305, "date": 306, "artist": 315, "copyright": 33432}
DETAILS = {"exposure_s": 33434, "aperture": 33437, "iso": 34855, "taken": 36867, "focal_length_mm": 37386,
           "lens": 42036}


def camera(raw: bytes | None) -> dict[str, Any]:
    """The EXIF entries that people ask for."""
    from PIL import Image

    if not raw:
        return {}
    block = Image.Exif()
    try:
        block.load(raw)
        details = block.get_ifd(34665)
    except Exception:  # damaged EXIF is no news about the picture
        return {}
    found = {name: block.get(tag) for name, tag in TAGS.items()}
    found |= {name: details.get(tag) for name, tag in DETAILS.items()}
    return {name: _value(value) for name, value in found.items() if value not in (None, "")}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip("\0 ")
    if isinstance(value, bytes | tuple):
        return str(value)
    try:
        return round(float(value), 6)
    except (TypeError, ValueError, ZeroDivisionError):
        return str(value)


def text(found: dict[str, Any]) -> str:
    """The facts in lines to read."""
    dpi = "" if found["dpi"] is None else f", {found['dpi'][0]:g} dpi"
    lines = [f"{found['file']}: {found['format']}, {found['width']} x {found['height']} px, {found['depth']}{dpi}, "
             f"{found['bytes']:,} bytes", f"profile: {found['profile']}"]
    lines += [f"{name}: {value}" for name, value in found["camera"].items()]
    lines += [f"{name}: {value}" for name, value in found["texts"].items()]
    if found["channels"]:
        lines.append("saved selections: " + ", ".join(found["channels"]))
    lines += ["layers:", *_tree(found["layers"], 1)]
    return "\n".join(lines)


def _tree(layers: list[dict[str, Any]], depth: int) -> list[str]:
    lines = []
    for layer in layers:
        notes = [layer["kind"], f"{layer['opacity']:.0%}", layer["blend"]]
        notes += [name for name in ("mask", "clipping") if layer[name]]
        notes += [] if layer["visible"] else ["hidden"]
        lines.append(f"{'  ' * depth}{layer['name'] or '(no name)'}  ({', '.join(notes)})")
        lines += _tree(layer.get("layers", []), depth + 1)
    return lines


