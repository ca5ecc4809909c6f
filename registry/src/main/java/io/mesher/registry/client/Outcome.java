package io.mesher.registry.client;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallResponse;

/** How a call to the registry ended. */
sealed interface Outcome {
    record Answer(Endpoint address, CallResponse response) implements Outcome {}

    /** There was an answer, but none that can be read. */
    record Unreadable(Endpoint address, String cause) implements Outcome {}

    /** No address answered. */
    record NoAnswer(String cause) implements Outcome {}

    /** It wasn't sent, since the registry doesn't let us in. */
    record Denied(String cause) implements Outcome {}
}
