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
        /** Everybody: what the original showed, and the probes. */
        EVERYBODY,
        /** This machine while the port listens on loopback, and who has the token. */
        OPERATORS
    }

    /** GET includes HEAD. */
    enum Methods {
        GET(List.of("GET"), List.of("GET", "HEAD")),
        GET_POST(List.of("GET", "POST"), List.of("GET", "HEAD", "POST")),
        POST(List.of("POST"), List.of("POST"));

        private final List<String> listed;
        private final List<String> all;

        Methods(List<String> listed, List<String> all) {
            this.listed = listed;
            this.all = all;
        }

        /** For the list of paths. */
        List<String> listed() {
            return listed;
        }

        List<String> all() {
            return all;
        }
    }

    /** As a reader of the list of endpoints sees it. */
    String pattern() {
        return parameter.isEmpty() ? path : path + "{" + parameter + "}";
    }
}
