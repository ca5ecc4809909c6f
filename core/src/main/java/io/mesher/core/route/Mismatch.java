package io.mesher.core.route;

import org.jspecify.annotations.Nullable;

/** Why a request doesn't match. */
public final class Mismatch {
    private Mismatch() {}

    /** The first part that doesn't, or null where all do. */
    public static @Nullable RequestMatch of(RequestMatch match, RequestFacts request) {
        if (match instanceof AllOf all) {
            for (RequestMatch part : all.parts()) {
                RequestMatch within = of(part, request);
                if (within != null) {
                    return within;
                }
            }
            return null;
        }
        return match.matches(request) ? null : match;
    }
}
