"""Tests of packs and of the estimates that are bound to them."""
