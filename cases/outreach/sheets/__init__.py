"""Rows of a spreadsheet read as contacts. Pure: text and lists in, answers and problems out."""
