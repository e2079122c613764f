"""For those who test an adapter of their own: the contract that every store keeps."""
