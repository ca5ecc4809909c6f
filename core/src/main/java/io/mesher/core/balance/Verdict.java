package io.mesher.core.balance;

/** What becomes of an instance when one is picked for a request. */
public enum Verdict {
    ELIGIBLE("eligible"),
    /** Ejected, but its time is over: the request goes to it, by which it may come back. */
    PROBE("tried again after its ejection"),
    OTHER_VERSION("excluded by its version"),
    OTHER_TAGS("excluded by its tags"),
    TRIED("tried already"),
    EJECTED("ejected"),
    /** By the health check. */
    UNHEALTHY("unhealthy"),
    /** No connection to it can be had. */
    UNREACHABLE("unreachable"),
    /** Others are in the own zone or region, and not too busy. */
    FARTHER("farther away"),
    /** In a pick: turned away this time. Ahead of one: gets less than its share. */
    YOUNG("young");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** Why an instance is passed over that isn't well. */
    static Verdict of(Standing standing) {
        if (standing.isUnhealthy()) {
            return UNHEALTHY;
        }
        return standing.isUnreachable() ? UNREACHABLE : EJECTED;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
