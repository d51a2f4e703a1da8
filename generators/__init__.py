"""Live video generators and the contract they keep with whoever shows their frames. Imports nothing of `runtime`."""
