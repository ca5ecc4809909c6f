package io.mesher.app.config.tls;

/** Where Mesher may speak TLS. */
enum Place {
    EXTERNAL("the external port", true),
    LOCAL("the port for the local application", true),
    ADMIN("the admin port", true),
    CALLS("calls to instances", false),
    APPLICATION("calls to the local application", false),
    REGISTRY("calls to the registry", false);

    private final String words;
    private final boolean port;

    Place(String words, boolean port) {
        this.words = words;
        this.port = port;
    }

    /** For the middle of a sentence. */
    String words() {
        return words;
    }

    /** Whether others connect to Mesher there, so that it needs a certificate. */
    boolean isPort() {
        return port;
    }
}
