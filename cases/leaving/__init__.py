"""The gate of what leaves the register: letters, what others are told, copies and files.

``reading`` makes any text into marks, whatever is done to hide a word in it; ``places`` and ``persons`` make the same
marks of what must not leave, ``rules`` says which stand in a text; ``knowing`` asks the database about the marks of one
text, and loads nobody else; ``services`` stops it.
"""
