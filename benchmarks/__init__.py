"""Speed, memory and weight, each beside a peer in the same run: `make bench`. No test asserts a time."""
