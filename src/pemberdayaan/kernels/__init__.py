"""Numbers only: numpy arrays in, numpy arrays out; named by the mathematics, usable alone."""
