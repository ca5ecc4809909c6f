package io.mesher.control.explain;

/**
 * An absolute URL, taken apart as the request path does it.
 *
 * @param text as it was given
 * @param host the service's name
 * @param path without the query; empty where there is none
 * @param query without the question mark
 */
record AskedUrl(String text, String host, String path, String query) {
    private static final String SCHEME = "http://";

    static AskedUrl of(String text) throws BadQuery {
        int end = authorityEnd(text);
        String authority = text.startsWith(SCHEME) ? text.substring(SCHEME.length(), end) : "";
        int colon = authority.lastIndexOf(':');
        boolean port = colon >= 0 && !authority.endsWith("]");
        String host = port ? authority.substring(0, colon) : authority;
        if (host.isEmpty() || host.indexOf('@') >= 0 || (port && !isNumber(authority.substring(colon + 1)))) {
            throw new BadQuery("url: " + text + " (expected: a URL such as http://service/path)");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~' || text.charAt(i) == '#') {
                throw new BadQuery("url: " + text + " (expected: percent-encoded ASCII without a fragment)");
            }
        }
        int mark = text.indexOf('?', end);
        return new AskedUrl(
                text,
                host,
                mark < 0 ? text.substring(end) : text.substring(end, mark),
                mark < 0 ? "" : text.substring(mark + 1));
    }

    private static int authorityEnd(String text) {
        for (int i = Math.min(SCHEME.length(), text.length()); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 5;
    }
}
