package io.mesher.registry.client.call;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallResponse;

/** How a call to the registry ended. */
public sealed interface CallOutcome {
    /** For switches: one over the types is linked at its first use, which costs a start 10 ms, and 1 ms for each further one. */
    enum Kind {
        ANSWER,
        UNREADABLE,
        NO_ANSWER,
        DENIED
    }

    Kind kind();

    /** Why there is no answer; empty where there is one. */
    String cause();

    record Answer(Endpoint address, CallResponse response) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.ANSWER;
        }

        @Override
        public String cause() {
            return "";
        }
    }

    /** There was an answer, but none that can be read. */
    record Unreadable(Endpoint address, String cause) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.UNREADABLE;
        }
    }

    /** No address answered. */
    record NoAnswer(String cause) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.NO_ANSWER;
        }
    }

    /** It wasn't sent, since the registry doesn't let us in. */
    record Denied(String cause) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.DENIED;
        }
    }
}
