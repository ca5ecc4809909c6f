package io.mesher.core.config;

/** A secret that the configuration contains as text. */
public record Passphrase(String text) {
    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "(hidden)";
    }
}
