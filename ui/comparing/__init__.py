"""Places side by side: the page, and the table as a Word and an Excel file."""
