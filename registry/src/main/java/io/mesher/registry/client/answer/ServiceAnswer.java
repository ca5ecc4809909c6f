package io.mesher.registry.client.answer;

import io.mesher.registry.client.call.CallOutcome;
import java.util.List;

/** What the registry says of one service. */
public sealed interface ServiceAnswer {
    /** For switches, as {@link CallOutcome.Kind}. */
    enum Kind {
        LISTED,
        UNCHANGED,
        NO_SUCH_SERVICE,
        UNKNOWN_CONSUMER,
        UNTOLD
    }

    Kind kind();

    /** @param revision to be sent with the next question; empty where the registry gives none */
    record Listed(String revision, List<ListedInstance> instances) implements ServiceAnswer {
        @Override
        public Kind kind() {
            return Kind.LISTED;
        }
    }

    /** As at the revision that was sent. */
    record Unchanged() implements ServiceAnswer {
        @Override
        public Kind kind() {
            return Kind.UNCHANGED;
        }
    }

    record NoSuchService() implements ServiceAnswer {
        @Override
        public Kind kind() {
            return Kind.NO_SUCH_SERVICE;
        }
    }

    /** It isn't the service that it doesn't know, but we who ask. */
    record UnknownConsumer() implements ServiceAnswer {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN_CONSUMER;
        }
    }

    /** It didn't say. */
    record Untold(String cause) implements ServiceAnswer {
        @Override
        public Kind kind() {
            return Kind.UNTOLD;
        }
    }
}
