"""Row-level security: the policy table of ``cmm.accounts.roles`` said to PostgreSQL. A forgotten filter leaks nothing.

Nothing here decides who may do what. ``predicates`` turns a noun's reaches into SQL, ``staff`` names the tables of
colleagues and of the log, ``installing`` puts all of it into the database after every migration.
"""
