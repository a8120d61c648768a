"""What stands in the list of models: one row for an installed file, an entry of the catalogue, or a download."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor.models.catalogue import Entry
from editor.models.downloads import Download
from editor.models.fit import fit
from editor.models.library import Library
from editor.text import tr
from inference.api import KINDS, ModelInfo, about

Tone = Literal["good", "warning", "danger", "muted", "accent_text"]
Page = Literal["installed", "available", "downloads"]
GROUPS = {  # what the filter offers: text, kinds
    "": ("Everything", ()), "make": ("Making pictures", ("checkpoint", "diffusion")),
    "guide": ("ControlNets and adapters", ("controlnet", "t2i_adapter", "ip_adapter")),
    "style": ("LoRAs and embeddings", ("lora", "embedding", "style")),
    "repair": ("Upscalers and restorers", ("upscaler", "other_upscaler", "face", "inpainter")),
    "see": ("Selecting and depth", ("segmenter", "background", "depth", "lines", "pose", "detector", "captioner",
                                     "clip")),
    "part": ("Parts of other models", ("vae", "text_encoder", "preview", "vision_encoder", "language")),
    "odd": ("With problems", ()),
}
ICONS = {"checkpoint": "image", "diffusion": "image", "vae": "repeat-2", "text_encoder": "type", "lora": "palette",
         "style": "palette", "embedding": "tag", "controlnet": "spline", "t2i_adapter": "spline",
         "ip_adapter": "images", "upscaler": "scaling", "other_upscaler": "scaling", "face": "wand-sparkles",
         "inpainter": "bandage", "segmenter": "lasso", "background": "scissors", "depth": "layers-2",
         "lines": "pencil", "pose": "user-round", "detector": "scan-search",
         "preview": "eye", "captioner": "captions", "clip": "chart-column", "vision_encoder": "eye",
         "language": "message-square", "unknown": "file-question-mark"}


@dataclass(frozen=True)
class Row:
    """One line of the list. `badge` stands at the right, in the colour of `tone`."""

    key: str
    title: str
    under: str
    kind: str
    size: int
    badge: str = ""
    tone: Tone = "muted"
    model: ModelInfo | None = None
    entry: Entry | None = None
    download: Download | None = None
    words: str = ""  # what the search looks in

    @property
    def odd(self) -> bool:
        return self.model is not None and bool(self.model.problem or self.model.guessed or self.model.twin)


def rows(library: Library, page: Page) -> list[Row]:
    if page == "installed":
        return sorted((_installed(model, library) for model in library.models),
                      key=lambda row: (list(KINDS).index(row.kind), row.title.lower()))
    if page == "downloads":
        return [_available(item.entry, library) for item in library.downloads.all.values() if item.state != "done"]
    return [_available(entry, library) for entry in sorted(library.entries, key=_rank)]


def wanted(row: Row, text: str, group: str) -> bool:
    """Whether a row passes the search and the filter."""
    kinds = GROUPS[group][1]
    if (group == "odd" and not row.odd) or (kinds and row.kind not in kinds):
        return False
    return all(word in row.words for word in text.lower().split())


def size_text(count: float) -> str:
    """1.5 GB, 67 MB: in powers of ten, as disks are sold and files are listed."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{max(count / 1e3, 1):.0f} KB"


def sentence(model: ModelInfo) -> str:
    """What a file is, in the user's language."""
    template, values = about(model)
    return tr(template).format(**values)


def _installed(model: ModelInfo, library: Library) -> Row:
    facts = [model.title if model.title and model.title.lower() != model.name.lower() else "", tr(KINDS[model.kind]),
             model.method if model.method not in ("", "LoRA") else "", model.quantised,
             size_text(model.size_bytes) if model.size_bytes else "", library.program_of(model)]
    badge, tone = _state(model)
    words = " ".join((*facts, model.name, model.family, model.variant, Path(model.path).name)).lower()
    return Row(model.path, model.name, "  ·  ".join(f for f in facts if f), model.kind, model.size_bytes, badge, tone,
               model=model, words=words)


def _state(model: ModelInfo) -> tuple[str, Tone]:
    if model.missing:
        return tr("Missing"), "danger"
    if model.lacks:
        return tr("Needs parts"), "warning"
    if model.guessed:
        return tr("Unknown"), "warning"
    if model.kind == "unknown":
        return tr("Unusable"), "danger"
    if model.twin:
        return tr("Duplicate"), "warning"
    if model.problem:
        return tr("Not used yet"), "muted"
    return (tr("Ready"), "good") if model.operations else ("", "muted")


def _available(entry: Entry, library: Library) -> Row:
    download = library.downloads.all.get(entry.id)
    here = entry.installed(library.models)
    badge, tone = _offer(entry, library, here)
    if download is not None and download.state != "done":
        badge, tone = _progress(download)
    facts = [tr(KINDS[entry.kind]), size_text(entry.size) if entry.size else "", entry.licence.name]
    words = " ".join((entry.name, entry.maker, entry.family, entry.good_for, tr(entry.good_for), *entry.tags,
                      *facts)).lower()
    return Row(entry.id, entry.name, "  ·  ".join(f for f in facts if f), entry.kind, entry.size, badge, tone,
               entry=entry, download=download, words=words)


def _offer(entry: Entry, library: Library, here: bool) -> tuple[str, Tone]:
    if here:
        return tr("Installed"), "good"
    words: dict[str, tuple[str, Tone]] = {
        "good": (tr("Fits"), "good"), "slow": (tr("Slow here"), "warning"), "no": (tr("Too large"), "danger"),
        "unknown": ("", "muted")}
    return words[fit(entry, library.machine).level]


def _progress(item: Download) -> tuple[str, Tone]:
    percent = f"{100 * item.done / item.total:.0f} %" if item.total else ""
    if item.state == "running":
        return (tr("Checking") if item.stage == "checking" else percent), "accent_text"
    words: dict[str, tuple[str, Tone]] = {
        "queued": (tr("Waiting"), "muted"), "paused": (tr("Paused"), "muted"), "failed": (tr("Failed"), "danger")}
    return words.get(item.state, ("", "muted"))


def _rank(entry: Entry) -> tuple[bool, bool, int]:
    """Recommended ones first, parts of others last."""
    return (not entry.recommended, "part" in entry.tags, list(KINDS).index(entry.kind))
