"""``chapbook live``: the site in a browser while it is written; what is saved is shown, and so is what is wrong.

A change of any file of the publication is built within a second or so, into a folder of its own; the built site is not
touched, and neither PDF nor EPUB is made. The page then loads again. A mistake stands in its corner, with file and
line, until it is mended; the page that was there stays readable.

Needs the packages of ``chapbook[live]``.
"""
