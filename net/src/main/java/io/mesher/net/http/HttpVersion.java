package io.mesher.net.http;

/** The versions of HTTP in which a message may have come. */
public enum HttpVersion {
    HTTP_1_0("1.0"),
    HTTP_1_1("1.1"),
    HTTP_2("2");

    private final String number;

    HttpVersion(String number) {
        this.number = number;
    }

    /** As {@code Via}, logs and spans have it: {@code 1.1}. */
    public String number() {
        return number;
    }
}
