package io.mesher.core.tls.verify;

/** Where a certificate is in a path, and so who can replace it. */
public enum Place {
    LEAF("The peer's certificate", "Renew the peer's certificate."),
    INTERMEDIATE("The intermediate certificate", "Let the peer send a new intermediate certificate."),
    ANCHOR("The trusted certificate", "Replace it in this Mesher's trusted certificates.");

    private final String text;
    private final String remedy;

    Place(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /** The beginning of a sentence. */
    String text() {
        return text;
    }

    /** A sentence: how it is replaced. */
    String remedy() {
        return remedy;
    }
}
