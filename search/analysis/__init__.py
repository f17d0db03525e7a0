"""Dutch text analysis: tokens, stems, compound splitting and highlighting. Pure Python."""
