"""Everything that becomes observations; one module a format."""
