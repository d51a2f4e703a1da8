"""Tools for people who write stories."""
