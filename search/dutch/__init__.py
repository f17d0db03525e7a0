"""Dutch analysis in pure Python, the same for every engine: tokens, stems, compounds."""
