language = "en"
project_copyright = "2026, Your Name; of each comment, its writer"
typst_pdf_name = epub_basename = "essay"
epub_contributor = "the commenters, each named at the comment"
# Where the form hands a comment on; on Read the Docs the repository is the one that it clones.
comment_thread_repository = ""
comment_thread_email = ""
