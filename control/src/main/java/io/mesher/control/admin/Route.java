package io.mesher.control.admin;

/**
 * A path of the admin API and what it answers to GET and HEAD.
 *
 * @param path whole, or up to the parameter
 * @param parameter name of the one segment that follows {@code path}; empty for none
 */
record Route(String path, String parameter, Access access, Resource resource) {
    /** Who may have the answer when nobody has to show a token. */
    enum Access {
        /** What the original showed to everybody, and the probes. */
        EVERYWHERE,
        LOOPBACK
    }

    Route(String path, Access access, Resource resource) {
        this(path, "", access, resource);
    }

    boolean matches(String requested) {
        if (parameter.isEmpty()) {
            return requested.equals(path);
        }
        return requested.length() > path.length()
                && requested.startsWith(path)
                && requested.indexOf('/', path.length()) < 0;
    }

    AdminResponse respond(String requested, String accept) {
        return resource.respond(requested.substring(path.length()), accept);
    }

    /** As a reader of the list of endpoints sees it. */
    String pattern() {
        return parameter.isEmpty() ? path : path + "{" + parameter + "}";
    }
}
