"""Figures as sections with a chart and a table, and the basis of invoices as a file."""
