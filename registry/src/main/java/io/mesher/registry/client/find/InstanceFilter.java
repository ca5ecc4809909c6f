package io.mesher.registry.client.find;

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
        TLS("its rest:// endpoint wants TLS (sslEnabled=true), which this release doesn't have"),
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

    static Judgement judge(ListedInstance listed) {
        if (!isUp(listed.status()) || listed.id().isEmpty()) {
            return new Judgement.NotUsable(Reason.STATUS);
        }
        Reason reason = Reason.NO_REST_ENDPOINT;
        for (String text : listed.endpoints()) {
            if (text.regionMatches(true, 0, "rest://", 0, 7)) {
                EndpointText endpoint = EndpointText.parse(text);
                reason = reason(endpoint, listed.version());
                if (endpoint != null && reason == null) {
                    return new Judgement.Usable(
                            new Instance(listed.id(), listed.version(), endpoint.endpoint(), listed.traits()));
                }
            }
        }
        return new Judgement.NotUsable(reason == null ? Reason.BAD_ENDPOINT : reason);
    }

    private static @Nullable Reason reason(@Nullable EndpointText endpoint, String version) {
        if (endpoint == null) {
            return Reason.BAD_ENDPOINT;
        }
        if (endpoint.tls()) {
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
