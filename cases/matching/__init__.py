"""How persons are found by what they are called: scripts to Latin letters, letters to sounds, sounds compared.

Nothing here knows the database. ``words`` makes a name into words, ``form`` keeps them in the small text that is
encrypted with the identity, ``ranking`` finds the nearest of many, ``alike`` says whether two may be one person.
"""
