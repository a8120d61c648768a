"""Benchmarks: each module has `main()` that prints figures and ratios against a peer or a bound. No tests here."""
