"""Tests, shared vectors and the pictures of what people see."""
