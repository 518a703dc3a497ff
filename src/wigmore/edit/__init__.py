"""The only writer of what people author: case files; refuses when a file changed underneath."""
