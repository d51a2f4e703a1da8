"""Decoding as a stream: bit for bit the whole, whichever way the latents come."""

from __future__ import annotations

import pytest
import torch

from generators.causal.decode import TinyDecoder, WanDecoder
from generators.causal.taehv import Decoding, decoder, encoded, encoder
from tests.generators.causal.tiny import key_list, tiny_layers, vae

LATENTS = torch.randn(1, 16, 7, 4, 6, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("parts", [(7,), (3, 3, 1), (1,) * 7])
def test_the_wan_autoencoder_leaves_no_seam(parts: tuple[int, ...]) -> None:
    model = vae()
    stream = WanDecoder(model)
    streamed = torch.cat([stream.push(part) for part in LATENTS.split(parts, dim=2)])
    with torch.inference_mode():
        z = LATENTS * stream._std + stream._mean
        whole = model.decode(z).sample[0].transpose(0, 1)
    assert len(streamed) == 1 + 6 * 4
    assert torch.equal(streamed, (whole / 2 + 0.5).clamp(0, 1))


@pytest.mark.parametrize("kind", ["wan", "tiny"])
def test_a_decoders_state_can_be_kept_and_given_back(kind: str) -> None:
    stream = WanDecoder(vae()) if kind == "wan" else TinyDecoder(tiny_layers())
    stream.push(LATENTS[:, :, :3])
    kept = stream.state
    first = stream.push(LATENTS[:, :, 3:6])
    stream.push(LATENTS[:, :, 4:7])
    stream.state = kept
    assert torch.equal(stream.push(LATENTS[:, :, 3:6]), first)
    stream.reset()
    assert len(stream.push(LATENTS[:, :, :3])) == 9


def test_the_tiny_one_gives_the_same_frames_one_by_one() -> None:
    layers = tiny_layers()
    z = LATENTS[0].transpose(0, 1)
    whole = Decoding(layers).push(z)
    one_by_one = torch.stack(list(Decoding(layers).each(z)))
    assert whole.shape == (25, 3, 32, 48)
    assert torch.allclose(whole, one_by_one, atol=1e-6)


def test_the_first_frame_comes_before_the_rest_is_made() -> None:
    stream = Decoding(tiny_layers())
    frames = stream.each(LATENTS[0].transpose(0, 1)[1:2])
    next(frames)
    deep = stream.memory
    assert stream.trim == 0
    assert list(frames) == []
    assert len(deep) == len(tiny_layers())


def test_both_ways_can_be_mixed() -> None:
    z = LATENTS[0].transpose(0, 1)
    one, two = Decoding(tiny_layers()), Decoding(tiny_layers())
    mixed = [torch.stack(list(one.each(z[:2]))), one.push(z[2:])]
    assert torch.allclose(torch.cat(mixed), two.push(z), atol=1e-6)


def test_names_and_shapes_are_the_published_ones() -> None:
    with torch.device("meta"):
        made = {f"decoder.{k}": tuple(v.shape) for k, v in decoder().state_dict().items()}
        made |= {f"encoder.{k}": tuple(v.shape) for k, v in encoder().state_dict().items()}
    assert made == key_list("taew2_1.pth")


def test_encoding_makes_one_latent_of_four_frames() -> None:
    layers = encoder(width=8).eval()
    frames = torch.rand(6, 3, 16, 24)
    latents = encoded(layers, frames)
    assert latents.shape == (2, 16, 2, 3)
    padded = torch.cat([frames, frames[-1:], frames[-1:]])
    assert torch.equal(latents, encoded(layers, padded))


def test_a_patched_model_lays_its_pixels_out() -> None:
    layers = decoder(channels=4, widths=(8, 8, 8, 8), patch=2).eval()
    assert Decoding(layers).push(torch.randn(2, 4, 3, 5)).shape == (5, 3, 48, 80)
