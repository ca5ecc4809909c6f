package io.mesher.app.config;

import io.mesher.core.config.ExplainConfig;
import java.util.List;

/** The keys about what is kept to explain requests. */
final class ExplainKeys {
    static final String ENABLED = "mesher.explain.enabled";
    static final String RECENT = "mesher.explain.recent";
    static final String REMARKABLE = "mesher.explain.remarkable";
    static final String SLOW = "mesher.explain.slow";
    static final String QUERY = "mesher.explain.query";
    /** A decision takes about 1 KiB, and there is a log per event loop. */
    static final int MAX_KEPT = 10_000;

    private ExplainKeys() {}

    static List<KnownKey> all() {
        ExplainConfig usual = ExplainConfig.DEFAULT;
        String kept = "0 to " + MAX_KEPT;
        return List.of(
                KnownKey.effective(
                        ENABLED,
                        "true or false",
                        String.valueOf(usual.enabled()),
                        "Whether Mesher records why requests go where they go, for `mesher explain --recent` and"
                                + " `X-Mesher-Explain`."),
                KnownKey.effective(
                        RECENT,
                        kept,
                        String.valueOf(usual.recent()),
                        "How many recent requests are kept, per event loop; at a high rate, one per millisecond."),
                KnownKey.effective(
                        REMARKABLE,
                        kept,
                        String.valueOf(usual.remarkable()),
                        "How many failed or slow requests are kept, per event loop; other requests don't displace them."),
                KnownKey.effective(
                        SLOW,
                        "a duration from 0s to 24h",
                        Durations.text(usual.slow()),
                        "The time from which a request is slow."),
                KnownKey.effective(
                        QUERY,
                        "true or false",
                        String.valueOf(usual.query()),
                        "Whether the query of a URL is kept; known signatures in it are never shown."));
    }
}
