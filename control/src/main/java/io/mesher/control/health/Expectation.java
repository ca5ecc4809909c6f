package io.mesher.control.health;

import io.mesher.core.route.Regex;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the answer to a check must be like. */
sealed interface Expectation {
    /** Whether {@link #judge} sees the body. */
    boolean needsBody();

    /**
     * What is bad, or an empty text.
     *
     * @param body its beginning, or nothing where it isn't needed
     */
    String judge(int status, byte[] body);

    /** As load balancers have it. */
    record Success() implements Expectation {
        @Override
        public boolean needsBody() {
            return false;
        }

        @Override
        public String judge(int status, byte[] body) {
            return status >= 200 && status < 300 ? "" : "status " + status;
        }
    }

    /**
     * As CSE Mesher has it: without either, any answer is good.
     *
     * @param wanted 0: any
     * @param found null: any
     */
    record Match(int wanted, @Nullable Regex found) implements Expectation {
        @Override
        public boolean needsBody() {
            return found != null;
        }

        @Override
        public String judge(int status, byte[] body) {
            if (wanted != 0 && status != wanted) {
                return "status " + status + " (expected: " + wanted + ")";
            }
            return found == null || found.find(new String(body, StandardCharsets.UTF_8))
                    ? ""
                    : "status " + status + ", but the body doesn't match";
        }
    }
}
