"""Editions: what was published stays, each edition under its own address."""
