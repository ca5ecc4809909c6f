package io.mesher.core.telemetry.explain;

/** What came of asking breaker and isolation. */
public enum Gate {
    NOT_ASKED("breaker not asked"),
    ALLOWED("breaker and isolation passed"),
    /** Open, but this request was the one that is tried. */
    PROBE("breaker open, this request is its trial"),
    REFUSED("breaker open"),
    FULL("too many calls in flight"),
    FORCED_FALLBACK("the fallback is forced");

    private final String text;

    Gate(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
