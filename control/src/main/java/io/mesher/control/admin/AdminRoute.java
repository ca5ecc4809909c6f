package io.mesher.control.admin;

import io.mesher.control.admin.resource.Resource;
import java.util.List;

/**
 * A path of the admin API.
 *
 * @param path whole, or up to the parameter
 * @param parameter name of the one segment that follows {@code path}; empty for none
 * @param summary one line, for the list of paths
 */
record AdminRoute(String path, String parameter, Access access, Methods methods, String summary, Resource resource) {
    /** Who may read it; {@link AdminGate} has the rules. */
    enum Access {
        /** Everybody: what CSE Mesher showed, and the probes. */
        EVERYBODY,
        /** This machine while the port listens on loopback, and who has the token. */
        OPERATORS
    }

    /** GET includes HEAD. */
    enum Methods {
        GET(true, false),
        GET_POST(true, true),
        POST(false, true);

        private final boolean get;
        private final boolean post;

        Methods(boolean get, boolean post) {
            this.get = get;
            this.post = post;
        }

        /** For the list of paths. */
        List<String> listed() {
            return get && post ? List.of("GET", "POST") : List.of(get ? "GET" : "POST");
        }

        List<String> all() {
            return get && post ? List.of("GET", "HEAD", "POST") : get ? List.of("GET", "HEAD") : List.of("POST");
        }
    }

    /** As a reader of the list of endpoints sees it. */
    String pattern() {
        return parameter.isEmpty() ? path : path + "{" + parameter + "}";
    }
}
