// Sphinx's search cuts its excerpts from what has role="main"; here that is the element main, without the role.
const { htmlToText } = Search;
Search.htmlToText = (html, anchor) => htmlToText(html.replace("<main ", '<main role="main" '), anchor);
