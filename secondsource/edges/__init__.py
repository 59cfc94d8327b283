"""Edges: everything that touches the world - files, the store, the terminal."""
