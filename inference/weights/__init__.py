"""Weights of one file, however they are stored (16 bits, fp8, nf4, GGUF), as networks of diffusers and transformers."""
