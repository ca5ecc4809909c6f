package io.mesher.registry.client.answer;

import io.mesher.core.catalog.Endpoint;
import io.mesher.registry.client.call.CallOutcome;
import java.util.List;

/** What came of asking for several services at once. */
public sealed interface BatchAnswer {
    /** For switches, as {@link CallOutcome.Kind}. */
    enum Kind {
        ANSWERS,
        UNSUPPORTED,
        TOO_MANY,
        UNTOLD
    }

    Kind kind();

    /** In the order of the questions. */
    record Answers(List<ServiceAnswer> services) implements BatchAnswer {
        @Override
        public Kind kind() {
            return Kind.ANSWERS;
        }
    }

    /** That address can't do it: each service is to be asked for by itself, from now on. */
    record Unsupported(Endpoint address) implements BatchAnswer {
        @Override
        public Kind kind() {
            return Kind.UNSUPPORTED;
        }
    }

    /** Not so many at once; each by itself this time. */
    record TooMany() implements BatchAnswer {
        @Override
        public Kind kind() {
            return Kind.TOO_MANY;
        }
    }

    /** Nobody answered. */
    record Untold(String cause) implements BatchAnswer {
        @Override
        public Kind kind() {
            return Kind.UNTOLD;
        }
    }
}
