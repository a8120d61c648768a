"""One file per instant operation, each ends in OPERATION. `run(pixels, params, scale)` gets RGBA of any depth."""
