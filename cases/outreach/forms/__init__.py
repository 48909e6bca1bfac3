"""Forms of the street and of its leader, one module per noun."""
