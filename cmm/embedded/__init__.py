"""PostgreSQL and Redis on one machine, from wheels, and the register's own processes on top of them."""
