package io.mesher.core.telemetry.explain;

import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;

/** What a rule asks for, in words. */
final class Conditions {
    private Conditions() {}

    static String words(RouteRule rule) {
        String words = rule.match() == RequestMatch.ANY ? "" : rule.match().toString();
        return words.isEmpty() ? "any request" : words;
    }
}
