"""Parts of a diffusion model that are published as files of their own: text encoders, VAEs, and their words."""
