package io.mesher.registry.client.answer;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.DataCenterDocument;
import java.util.List;

/**
 * What a client wants to know of an instance in an answer; the rest isn't even read.
 *
 * @param cut whether it has more properties than are taken
 */
public record ListedInstance(
        String id, String status, String version, List<String> endpoints, InstanceTraits traits, boolean cut) {
    /** More digits than any time has that fits. */
    private static final int MAX_DIGITS = 18;

    /** @param version of the service, for registries that leave it out of the instance */
    public static ListedInstance of(InstanceDocument document, String version) {
        BoundedProperties properties = BoundedProperties.of(document.properties());
        DataCenterDocument place = document.dataCenterInfo();
        return new ListedInstance(
                document.instanceId(),
                document.status(),
                document.version().isEmpty() ? version : document.version(),
                document.endpoints(),
                new Sharing()
                        .traits(
                                properties.taken(),
                                place == null ? "" : place.region(),
                                place == null ? "" : place.availableZone(),
                                seconds(document.timestamp())),
                properties.isCut());
    }

    /** 0 for what is no number. */
    static long seconds(String timestamp) {
        if (timestamp.length() > MAX_DIGITS) {
            return 0;
        }
        long seconds = 0;
        for (int i = 0; i < timestamp.length(); i++) {
            int digit = timestamp.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds;
    }
}
