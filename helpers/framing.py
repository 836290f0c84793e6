"""Framing: how positive a text sounds, and what it makes of its matter. The words of lesson 02."""
