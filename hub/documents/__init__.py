"""Uploaded documents: their text, their forms, and who may download them."""
