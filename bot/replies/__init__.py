"""Answers in words: one module a family, and `render` lists them."""
