"""Programmes that try to make the journal lose something: `make stress` runs them whole, the tests in short."""
