"""The words that public records use: what tells a typo from a rare word."""
