package io.mesher.core.tls.verify;

/** What the peer is, and so what its certificate must be for. */
public enum Purpose {
    SERVER("1.3.6.1.5.5.7.3.1", "serverAuth"),
    CLIENT("1.3.6.1.5.5.7.3.2", "clientAuth");

    private final String id;
    private final String text;

    Purpose(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** Of the extended key usage: RFC 5280 §4.2.1.12. */
    String id() {
        return id;
    }

    /** As openssl names it: "serverAuth". */
    public String text() {
        return text;
    }
}
