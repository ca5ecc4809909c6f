package io.mesher.control.admin;

/**
 * A path of the admin API.
 *
 * @param path whole, or up to the parameter
 * @param parameter name of the one segment that follows {@code path}; empty for none
 * @param summary one line, for the list of paths
 */
record Route(String path, String parameter, Access access, Methods methods, String summary, Resource resource) {
    /** Who may read it; {@link Gate} has the rules. */
    enum Access {
        /** Everybody: what the original showed, and the probes. */
        EVERYBODY,
        /** This machine while the port listens on loopback, and who has the token. */
        OPERATORS
    }

    /** GET includes HEAD. */
    enum Methods {
        GET("GET", "GET, HEAD"),
        GET_POST("GET, POST", "GET, HEAD, POST"),
        POST("POST", "POST");

        private final String listed;
        private final String allow;

        Methods(String listed, String allow) {
            this.listed = listed;
            this.allow = allow;
        }

        /** For the list of paths. */
        String listed() {
            return listed;
        }

        /** As the field {@code Allow} has it. */
        String allow() {
            return allow;
        }

        boolean has(String method) {
            return switch (method) {
                case "GET", "HEAD" -> this != POST;
                case "POST" -> this != GET;
                default -> false;
            };
        }
    }

    boolean matches(String requested) {
        if (parameter.isEmpty()) {
            return requested.equals(path);
        }
        return requested.length() > path.length()
                && requested.startsWith(path)
                && requested.indexOf('/', path.length()) < 0;
    }

    String argument(String requested) {
        return requested.substring(path.length());
    }

    /** As a reader of the list of endpoints sees it. */
    String pattern() {
        return parameter.isEmpty() ? path : path + "{" + parameter + "}";
    }
}
