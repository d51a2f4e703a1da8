"""Causal video diffusion: an endless stream of frames from diffusers' own Wan modules, steered between chunks."""
