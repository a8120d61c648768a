"""docs/large-pictures.md: the tables in it are replaced by what bench/upscale_tiles.py measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench._upscalers import ROOT

PAGE = ROOT / "docs" / "large-pictures.md"
COLUMNS = ("| network | output | tiles | largest difference | to | time of untiled | peak memory | untiled |",
           "|---|---|---|---|---|---|---|---|")
LARGE_COLUMNS = ("| network | from | to | time | peak memory, both processes | raw result | file |",
                 "|---|---|---|---|---|---|---|")


def row(name: str, megapixels: int, tile: int, other: int, made: dict[str, float], against: dict[str, float]) -> str:
    """One line of the first table. `made` is of the tiles, `against` of what they were compared with."""
    untiled = "seconds" in against
    part = "" if against["compared"] > 0.999 else f", the first {against['compared']:.0%}"
    ratio = f"{made['seconds'] / made['done'] / against['seconds']:.2f}" if untiled else "-"
    memory = f"{against['MiB']:.0f} MiB" if untiled else "-"
    to = "the whole" if untiled else f"tiles of {other} px"
    return (f"| {name} | {megapixels} MP | {tile} px | {against['difference']:.0f}/255 | {to}{part} | {ratio} | "
            f"{made['MiB']:.0f} MiB | {memory} |")


def large_row(scale: int, edge: int, seconds: float, mib: float, result: Path) -> str:
    """One line of the second table; the file is opened and looked at."""
    import tifffile

    with tifffile.TiffFile(result) as file:
        page: Any = file.pages[0]
        width, height = page.imagewidth, page.imagelength
        assert (width, height) == (edge * scale, edge * scale)
        last = page.segments(maxworkers=1)
        spread = max(int(segment.max()) - int(segment.min()) for segment, _, _ in last if segment is not None)
        assert spread > 50, "the file holds no picture"
    return (f"| ours, {scale}x | {edge} x {edge} JPEG | {width} x {height} TIFF | {seconds:.0f} s | {mib:.0f} MiB | "
            f"{width * height * 4 / (1 << 20):.0f} MiB | {result.stat().st_size / (1 << 20):.0f} MiB |")


def write(which: str, rows: list[str]) -> None:
    """Replace the table between the marks of `which`, "tiles" or "large"."""
    begin, end = f"<!-- {which} -->", f"<!-- end of {which} -->"
    text = PAGE.read_text("utf-8")
    head, rest = text.split(begin)
    tail = rest.split(end)[1]
    columns = COLUMNS if which == "tiles" else LARGE_COLUMNS
    PAGE.write_text("\n".join([head + begin, *columns, *rows, end + tail]), "utf-8")
    print(f"written into {PAGE.relative_to(ROOT)}")
