package io.mesher.core.tls.read;

import io.mesher.core.tls.ShownCertificate;

/** The JDK's words for what is wrong with some bytes, fit for the middle of a sentence. */
final class Detail {
    private Detail() {}

    static String of(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return "it can't be parsed";
        }
        String safe = ShownCertificate.safe(message.strip());
        return safe.endsWith(".") ? safe.substring(0, safe.length() - 1) : safe;
    }
}
