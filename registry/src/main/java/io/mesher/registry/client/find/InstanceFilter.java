package io.mesher.registry.client.find;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.registry.client.answer.EndpointText;
import io.mesher.registry.client.answer.ListedInstance;
import org.jspecify.annotations.Nullable;

/** Which of the registered instances may get requests, and where. */
final class InstanceFilter {
    private InstanceFilter() {}

    /** What comes of an instance. */
    sealed interface Judgement {
        record Usable(Instance instance) implements Judgement {}

        record NotUsable(Reason reason) implements Judgement {}
    }

    /** Why an instance gets none. */
    enum Reason {
        /** It says so itself, or its owner does. */
        STATUS(""),
        /** It only calls others, or speaks another protocol. */
        NO_REST_ENDPOINT(""),
        BAD_ENDPOINT("its rest:// endpoint has no host and port (expected: rest://host:port)"),
        TLS("its rest:// endpoint wants TLS (sslEnabled=true), for which this Mesher has no keys (see mesher.tls)"),
        BAD_PREFIX("the urlPrefix of its rest:// endpoint is no path (expected: /part or /part/part)"),
        NO_VERSION("it has no version, which the registry should add");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Empty for what is as it should be. */
        String text() {
            return text;
        }
    }

    /** @param tlsName what the certificate of an instance must say; null if none can be called by TLS */
    static Judgement judge(ListedInstance listed, @Nullable String tlsName) {
        if (!isUp(listed.status()) || listed.id().isEmpty()) {
            return new Judgement.NotUsable(Reason.STATUS);
        }
        Reason reason = Reason.NO_REST_ENDPOINT;
        for (String text : listed.endpoints()) {
            if (text.regionMatches(true, 0, "rest://", 0, 7)) {
                EndpointText endpoint = EndpointText.parse(text);
                reason = reason(endpoint, listed.version(), tlsName);
                if (endpoint != null && reason == null) {
                    Endpoint at = endpoint.tls() && tlsName != null
                            ? endpoint.endpoint().secured(tlsName)
                            : endpoint.endpoint();
                    return new Judgement.Usable(new Instance(listed.id(), listed.version(), at, listed.traits()));
                }
            }
        }
        return new Judgement.NotUsable(reason == null ? Reason.BAD_ENDPOINT : reason);
    }

    private static @Nullable Reason reason(@Nullable EndpointText endpoint, String version, @Nullable String tlsName) {
        if (endpoint == null) {
            return Reason.BAD_ENDPOINT;
        }
        if (endpoint.tls() && tlsName == null) {
            return Reason.TLS;
        }
        if (endpoint.badPrefix()) {
            return Reason.BAD_PREFIX;
        }
        return version.isEmpty() ? Reason.NO_VERSION : null;
    }

    private static boolean isUp(String status) {
        return status.equalsIgnoreCase("UP") || status.equalsIgnoreCase("TESTING");
    }
}
