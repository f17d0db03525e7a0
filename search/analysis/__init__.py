"""Dutch text as the engines hold it: words, stems, parts of compounds, and what of them is marked. Pure Python."""
