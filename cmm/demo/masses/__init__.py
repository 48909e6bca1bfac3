"""The demonstration many times over: the world of design section 8, laid by PostgreSQL itself."""
