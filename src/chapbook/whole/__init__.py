"""What formats need that are one file of all documents, such as the PDF and JATS."""
