package io.mesher.registry.client;

import java.util.List;

/** What the registry says of one service. */
sealed interface ServiceAnswer {
    /** @param revision to be sent with the next question; empty where the registry gives none */
    record Listed(String revision, List<ListedInstance> instances) implements ServiceAnswer {}

    /** As at the revision that was sent. */
    record Unchanged() implements ServiceAnswer {}

    record NoSuchService() implements ServiceAnswer {}

    /** It isn't the service that it doesn't know, but we who ask. */
    record UnknownConsumer() implements ServiceAnswer {}

    /** It didn't say. */
    record Untold(String cause) implements ServiceAnswer {}
}
