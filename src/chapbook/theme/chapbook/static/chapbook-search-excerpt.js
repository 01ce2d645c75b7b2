// Sphinx's search cuts its excerpts from what has role="main"; here that is the element main, without the role.
// It leaves out the signs of permalinks by the class of those of headings; those of comments have another.
const { htmlToText } = Search;
Search.htmlToText = (html, anchor) => htmlToText(html.replace("<main ", '<main role="main" ').replaceAll('"comment-permalink"', '"headerlink"'), anchor);
