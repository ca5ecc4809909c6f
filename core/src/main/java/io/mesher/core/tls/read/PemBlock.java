package io.mesher.core.tls.read;

import java.util.Map;

/** A block of a PEM file. */
final class PemBlock {
    private static final String ENCRYPTED_TRADITIONAL = "ENCRYPTED";

    private final String label;
    private final int line;
    private final Map<String, String> fields;
    private final byte[] content;

    /**
     * @param label "CERTIFICATE"
     * @param line of its BEGIN line, from 1
     * @param fields of RFC 1421, as traditional encrypted keys have them; mostly empty
     */
    PemBlock(String label, int line, Map<String, String> fields, byte[] content) {
        this.label = label;
        this.line = line;
        this.fields = Map.copyOf(fields);
        this.content = content;
    }

    String label() {
        return label;
    }

    int line() {
        return line;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** The block's own array. */
    byte[] content() {
        return content;
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isKey() {
        return label.endsWith("PRIVATE KEY");
    }

    boolean isRevocationList() {
        return label.equals("X509 CRL");
    }

    /** Whether it is encrypted in the way from before PKCS#8. */
    boolean isTraditionallyEncrypted() {
        return fields.getOrDefault("Proc-Type", "").endsWith(ENCRYPTED_TRADITIONAL);
    }
}
