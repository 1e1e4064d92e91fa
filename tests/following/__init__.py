"""Tests of following, notices and Mijn werkplek."""
