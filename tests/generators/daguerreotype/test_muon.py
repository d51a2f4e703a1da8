"""Muon: steps whose singular values are about one, whatever the gradient's are."""

from __future__ import annotations

import pytest
import torch

from generators.daguerreotype.muon import Muon, orthogonal
from tests.generators.daguerreotype import tiny


@pytest.mark.parametrize("shape", [(3, 24, 40), (2, 40, 24), (1, 32, 32)])
def test_singular_values_are_about_one(shape: tuple[int, int, int]) -> None:
    stack = torch.randn(*shape, generator=tiny.chance()) * 7
    turned = orthogonal(stack)
    values = torch.linalg.svdvals(turned)
    assert turned.shape == shape
    assert float(values.min()) > 0.4
    assert float(values.max()) < 1.3


def test_directions_are_kept() -> None:
    stack = torch.randn(1, 16, 16, generator=tiny.chance())
    u, _, v = torch.linalg.svd(stack)
    inside = u.transpose(1, 2) @ orthogonal(stack) @ v.transpose(1, 2)
    assert float((inside - torch.diag_embed(inside.diagonal(dim1=1, dim2=2))).abs().max()) < 0.02
    assert float(inside.diagonal(dim1=1, dim2=2).min()) > 0


def test_matrices_are_turned_alike_alone_and_together() -> None:
    stack = torch.randn(3, 8, 12, generator=tiny.chance())
    assert torch.allclose(orthogonal(stack)[1:2], orthogonal(stack[1:2]), atol=1e-4)


def test_a_matrix_finds_its_target() -> None:
    target = torch.randn(6, 10, generator=tiny.chance())
    matrix = torch.nn.Parameter(torch.zeros(6, 10))
    muon = Muon([matrix], lr=0.1)
    for n in range(150):
        muon.param_groups[0]["lr"] = 0.1 * (1 - n / 150)
        muon.zero_grad()
        (matrix - target).square().sum().backward()
        muon.step()
    assert float((matrix - target).abs().max().detach()) < 0.1


def test_what_has_no_gradient_stays() -> None:
    moved, still = (torch.nn.Parameter(torch.ones(4, 4)) for _ in range(2))
    muon = Muon([moved, still], lr=0.1)
    moved.grad = torch.eye(4)
    muon.step()
    assert torch.equal(still, torch.ones(4, 4))
    assert not torch.equal(moved, torch.ones(4, 4))
    assert set(muon.state) == {moved}


def test_an_update_is_a_fifth_of_the_rate() -> None:
    matrix = torch.nn.Parameter(torch.zeros(64, 64))
    matrix.grad = torch.randn(64, 64, generator=tiny.chance())
    Muon([matrix], lr=1.0).step()
    assert float(matrix.detach().square().mean().sqrt()) == pytest.approx(0.2, rel=0.25)


def test_a_closure_is_refused() -> None:
    with pytest.raises(ValueError, match="backward"):
        Muon([torch.nn.Parameter(torch.zeros(2, 2))], lr=1.0).step(lambda: 0.0)
