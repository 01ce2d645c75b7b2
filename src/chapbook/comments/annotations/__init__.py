"""Comments as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), for programs that gather annotations.

:mod:`.selection` says which words of a passage are meant, :mod:`.model` writes what the model asks for, and
:mod:`.files` puts the files beside the pages of a site.
"""
