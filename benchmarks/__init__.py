"""What `make bench` measures and `make screenshots` draws."""
