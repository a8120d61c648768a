"""Parts in files of their own: found where programs keep them, named when they are not there, counted, described."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import layouts  # type: ignore[import-not-found]
import pytest
import tiny_parts  # type: ignore[import-not-found]

from inference import guard
from inference.checkpoints import contents
from inference.families.family import family_of
from inference.needs import need_of, with_parts
from inference.parts import finding, networks
from inference.parts.known import KNOWN
from inference.planning import Planning
from inference.scanning import scan

pytestmark = pytest.mark.filterwarnings("ignore")
Layout = dict[str, Any]


@pytest.fixture(autouse=True, scope="module")
def _declared() -> None:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """So deep that the folders of other tests are not near: parts are looked for in the folders above a model too."""
    deep = tmp_path / "far" / "from" / "others"
    deep.mkdir(parents=True)
    return deep


def stand_in(path: Path, names: Layout, dtype: str = "F16") -> Path:
    """A .safetensors file that is all header."""
    entries = {name: {"dtype": dtype, "shape": list(shape), "data_offsets": [0, 0]} for name, shape in names.items()}
    text = json.dumps(entries).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(2000))
    return path


def under(root: str, name: str) -> Layout:
    return layouts.under(root, layouts.layout(name))  # type: ignore[no-any-return]


FLUX = layouts.bfl(layouts.layout("flux transformer dev"))
VAE = layouts.ldm_vae(layouts.layout("flux vae"))
CLIP = under("text_model.", "clip-l")


def roles(model: Path, **around: Any) -> dict[str, str]:
    """Role -> the file that would be taken for it."""
    found = replace(contents(model), **around)
    family = family_of(found)
    assert family is not None
    return {role: source.found.path.name + (f" {source.root}" if source.inside else "")
            for role, source in family.sources(found).items()}


# ---- where parts are

@pytest.mark.parametrize(("model", "folders"), [
    ("models/diffusion_models", ("models/text_encoders", "models/text_encoders", "models/vae")),  # ComfyUI
    ("models/unet/flux", ("models/clip", "models/clip/sub", "models/vae")),
    ("models/Stable-diffusion", ("models/text_encoder", "models/text_encoder", "models/VAE")),  # Forge
    ("mine", ("mine", "mine", "mine")), ("mine", ("mine/text_encoders", "mine", "mine/vae"))])
def test_parts_are_found_where_programs_keep_them(tmp_path: Path, model: str, folders: tuple[str, ...]) -> None:
    file = stand_in(tmp_path / model / "flux1-dev.safetensors", FLUX)
    stand_in(tmp_path / folders[0] / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / folders[1] / "t5xxl.safetensors", layouts.layout("t5-xxl"))
    stand_in(tmp_path / folders[2] / "ae.safetensors", VAE)
    stand_in(tmp_path / folders[2] / "other.safetensors", layouts.ldm_vae(layouts.layout("sd vae")))
    assert roles(file) == {"text_encoder": "clip_l.safetensors", "text_encoder_2": "t5xxl.safetensors",
                           "vae": "ae.safetensors"}


def test_near_goes_before_far_and_many_digits_before_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_memory", lambda: 64 << 30)
    models = tmp_path / "models"
    file = stand_in(models / "unet" / "flux1-dev.safetensors", FLUX)
    near = stand_in(models / "clip" / "t5xxl_fp8_e4m3fn.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    far = stand_in(tmp_path / "elsewhere" / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))
    stand_in(tmp_path / "elsewhere" / "sd3_vae.safetensors", VAE)
    around = scan((str(tmp_path),), index=tmp_path / "index.json")
    assert roles(file, around=around) == {"text_encoder_2": near.name}  # the VAE is one of SD 3, by its name
    near.unlink()
    assert roles(file, around=around)["text_encoder_2"] == far.name
    sizes = {far.parent / "a_fp8.safetensors": 5 << 30, far: 10 << 30}
    stand_in(far.parent / "a_fp8.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    around = tuple(replace(info, size_bytes=sizes.get(Path(info.path), info.size_bytes)) for info in scan(
        (str(tmp_path),), index=tmp_path / "index.json"))
    assert roles(file, around=around)["text_encoder_2"] == far.name
    monkeypatch.setattr(finding, "_memory", lambda: 24 << 30)  # 10 GB are more than a quarter of that
    assert roles(file, around=around)["text_encoder_2"] == "a_fp8.safetensors"


def test_parts_inside_the_file_are_its_own(tmp_path: Path) -> None:
    whole = {**layouts.under("model.diffusion_model.", FLUX), **layouts.under("vae.", VAE),
             **layouts.under("text_encoders.clip_l.transformer.", CLIP),
             **under("text_encoders.t5xxl.transformer.", "t5-xxl")}
    file = stand_in(tmp_path / "flux1-dev-fp8.safetensors", whole, "F8_E4M3")
    stand_in(tmp_path / "ae.safetensors", VAE)
    name = file.name
    assert roles(file) == {"text_encoder": f"{name} text_encoders.clip_l.transformer.",
                           "text_encoder_2": f"{name} text_encoders.t5xxl.transformer.", "vae": f"{name} vae."}
    family = family_of(contents(file))
    assert family is not None
    assert family.needs(contents(file)) == ()
    assert with_parts(need_of(contents(file)), family.sources(contents(file)).values()) == need_of(contents(file))


def test_an_editing_model_wants_eyes(tmp_path: Path) -> None:
    file = stand_in(tmp_path / "qwen_image_edit_2509.safetensors", layouts.layout("qwen transformer"))
    published = layouts.renamed(layouts.layout("qwen2.5-vl"), (
        (r"^model\.language_model\.", "model."), (r"^model\.visual\.", "visual.")))
    blind = {name: shape for name, shape in published.items() if not name.startswith("visual.")}
    stand_in(tmp_path / "qwen_words_only.safetensors", blind)
    plain = stand_in(tmp_path / "qwen_image.safetensors", layouts.layout("qwen transformer"))
    assert roles(plain)["text_encoder"] == "qwen_words_only.safetensors"
    assert "text_encoder" not in roles(file)
    stand_in(tmp_path / "qwen_2.5_vl_7b.safetensors", published)
    assert roles(file)["text_encoder"] == "qwen_2.5_vl_7b.safetensors"


def test_what_is_missing_stands_in_the_list_before_a_run(tmp_path: Path) -> None:
    models, index = tmp_path / "models", tmp_path / "index.json"
    file = stand_in(models / "unet" / "flux1-dev.safetensors", FLUX)

    def told() -> Any:
        return next(info for info in scan((str(models),), index=index) if info.path == str(file))

    assert told().needs == ("clip-l", "t5-xxl", "flux-vae")
    assert told().lacks == ("clip-l", "t5-xxl", "flux-vae")
    assert told().problem == "flux1-dev.safetensors needs parts that were not found: CLIP-L, T5-XXL, FLUX.1 VAE."
    stand_in(models / "clip" / "clip_l.safetensors", CLIP)
    stand_in(models / "vae" / "ae.safetensors", VAE)
    assert told().lacks == ("t5-xxl",)
    stand_in(tmp_path / "text_encoders" / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))  # not looked through
    assert told().lacks == ()
    assert told().problem == ""
    assert "generate" in told().operations
    sana = stand_in(models / "Sana_1600M.safetensors", layouts.sana(layouts.layout("sana transformer")))
    found = next(info for info in scan((str(models),), index=index) if info.path == str(sana))
    assert "text encoders and tokenizers were not found" in found.problem


def test_needs_count_the_parts(tmp_path: Path) -> None:
    file = stand_in(tmp_path / "flux1-dev.safetensors", FLUX)
    stand_in(tmp_path / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / "t5xxl_fp8.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    stand_in(tmp_path / "ae.safetensors", VAE, "F32")
    family = family_of(contents(file))
    assert family is not None
    need = with_parts(need_of(contents(file)), family.sources(contents(file)).values())
    assert need.denoiser == need_of(contents(file)).denoiser
    assert 4.9e9 < need.words < 5.3e9  # T5 at 8 bits, CLIP at 16
    assert 0.16e9 < need.rest < 0.17e9  # 84 million weights, at 16 bits in memory
    klein = stand_in(tmp_path / "k" / "flux-2-klein-4b.safetensors", layouts.bfl(
        layouts.layout("flux2 transformer klein-4b")))
    stand_in(klein.parent / "qwen_3_4b.safetensors", layouts.layout("qwen3-4b"))
    family = family_of(contents(klein))
    assert family is not None
    source = family.sources(contents(klein))["text_encoder"]
    assert with_parts(need_of(contents(klein)), [source]).words == source.size_bytes * 3 // 4


def test_the_plan_counts_parts_that_are_installed_elsewhere(tmp_path: Path) -> None:
    file = stand_in(tmp_path / "mine" / "z_image_turbo.safetensors", layouts.zimage(layouts.layout(
        "zimage transformer")))
    other = tmp_path / "other" / "disk"
    stand_in(other / "qwen.safetensors", layouts.layout("qwen3-4b"))
    stand_in(other / "ae.safetensors", VAE)
    planning, installed = Planning(), scan((str(tmp_path),), index=tmp_path / "index.json")
    without, with_them = planning._need(str(file), ()), planning._need(str(file), installed)
    assert without.words == without.rest == 0
    assert (with_them.denoiser, with_them.half) == (without.denoiser, "bfloat16")
    assert 8e9 < with_them.words < 9e9
    assert with_them.rest > 1.6e8
    assert next(info for info in installed if info.path == str(file)).lacks == ()


@pytest.mark.parametrize(("name", "written", "half"), [
    ("zimage transformer", layouts.zimage, "bfloat16"), ("qwen transformer", dict, "bfloat16"),
    ("pixart transformer sigma", layouts.pixart, "bfloat16"), ("sd3 transformer medium", dict, "bfloat16"),
    ("sdxl unet", layouts.ldm_unet, "float16"), ("sd15 unet", dict, "float16")])
def test_transformers_like_bfloat16_whatever_their_roots(tmp_path: Path, name: str, written: Any, half: str) -> None:
    """They were trained in it and overflow in float16; so do the text encoders that they share a plan with."""
    for root in ("", "model.diffusion_model."):
        file = stand_in(tmp_path / f"a{len(root)}.safetensors", layouts.under(root, written(layouts.layout(name))))
        assert need_of(contents(file)).half == half


def test_what_is_optional_is_used_where_it_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = stand_in(tmp_path / "sd3.5_large.safetensors", {
        **under("model.diffusion_model.", "sd3 transformer 3.5 large"), **layouts.under("first_stage_model.", VAE)})
    stand_in(tmp_path / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / "clip_g.safetensors", layouts.layout("clip-g"))
    stand_in(tmp_path / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))
    monkeypatch.setattr(finding, "_memory", lambda: 64 << 30)
    assert set(roles(file)) == {"text_encoder", "text_encoder_2", "text_encoder_3", "vae"}
    assert roles(file)["vae"] == "sd3.5_large.safetensors first_stage_model."
    monkeypatch.setattr(finding, "_memory", lambda: 16 << 30)
    assert set(roles(file)) == {"text_encoder", "text_encoder_2", "vae"}


def test_every_part_has_a_configuration_with_the_published_sizes() -> None:
    kinds = {"clip-l": ("CLIPTextModel", "clip-l"), "clip-g": ("CLIPTextModelWithProjection", "clip-g"),
             "t5-xxl": ("T5EncoderModel", "t5-xxl"), "qwen3-4b": ("Qwen3ForCausalLM", "qwen3-4b"),
             "qwen3-8b": ("Qwen3ForCausalLM", "qwen3-8b"),
             "mistral-24b": ("Mistral3ForConditionalGeneration", "mistral-24b"),
             "qwen25-vl/sees": ("Qwen2_5_VLForConditionalGeneration", "qwen2.5-vl"),
             "qwen25-vl": ("Qwen2_5_VLForConditionalGeneration", "qwen2.5-vl"),
             "flux-vae": ("AutoencoderKL", "flux vae"), "sd3-vae": ("AutoencoderKL", "flux vae"),
             "flux2-vae": ("AutoencoderKLFlux2", "flux2 vae"), "qwen-vae": ("AutoencoderKLQwenImage", "qwen vae"),
             "sdxl-vae": ("AutoencoderKL", "sd vae")}
    original = {"AutoencoderKL": layouts.ldm_vae, "AutoencoderKLFlux2": tiny_parts.flux2_vae,
                "AutoencoderKLQwenImage": layouts.wan_vae}
    from inference.headers import Header, Tensor

    assert set(kinds) == {part.id for part in KNOWN}
    for part in KNOWN:
        kind, name = kinds[part.id]
        for published in (layouts.layout(name), *([original[kind](layouts.layout(name))] if kind in original else [])):
            header = Header("safetensors", {n: Tensor(s, "F16") for n, s in published.items()})
            found = replace(contents_of(header), tensors=published)
            assert networks.agrees(part, kind, part.config, found, ""), part.id
            assert part.is_a(found.identity.kind, found.identity.family, found.identity.variant, part.file), part.id


def contents_of(header: Any) -> Any:
    from inference.checkpoints import Contents

    return Contents(Path("x.safetensors"), header=header)
