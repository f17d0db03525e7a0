"""The boundaries of municipalities: from a public file, through a shared topology, to the paths of a map."""
