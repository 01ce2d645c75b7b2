<?php
// Reads a JSON list of posts as they are stored, and prints the list of what WordPress shows of each, by its own functions.

define('ABSPATH', '/usr/share/wordpress/');
define('WPINC', 'wp-includes');
foreach (['compat', 'plugin', 'load', 'functions', 'formatting', 'kses', 'theme', 'shortcodes', 'media'] as $file) {
    require_once ABSPATH . WPINC . "/$file.php";
}
// No site is there whose settings could be asked.
add_filter('pre_option_blog_charset', fn () => 'UTF-8');

$shown = [];
foreach (json_decode(stream_get_contents(STDIN)) as $stored) {
    // get_the_content(), which needs a site, puts this in the place of the mark.
    $whole = str_replace('<!--more-->', ' <span id="more-1"></span>', $stored);
    $shown[] = do_shortcode(shortcode_unautop(wpautop($whole)));
}
echo json_encode($shown, JSON_THROW_ON_ERROR);
