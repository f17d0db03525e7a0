"""The figures of the page "Cijfers"."""
