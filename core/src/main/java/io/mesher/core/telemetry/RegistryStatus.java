package io.mesher.core.telemetry;

/**
 * How we stand with the registry. Each part is of one moment, and they are read one after the other. Times are milliseconds since
 * 1970, 0 for never; counts are since the start.
 *
 * @param address asked at present: host and port
 * @param staleSince since when no address has answered, so that services are as they were last known; 0: one does answer
 * @param watching whether changes are reported as they happen; else they come by pulls
 * @param services that requests see, configured ones among them
 * @param instances of these
 */
public record RegistryStatus(
        String address,
        long staleSince,
        Registration registration,
        Heartbeats heartbeats,
        boolean watching,
        int services,
        int instances,
        LookUps lookUps,
        Pulls pulls) {
    /**
     * @param since when service and instance were registered; 0: they aren't
     * @param times all but the first are since the registry had lost them
     */
    public record Registration(long since, long times) {}

    /** Answers to ours, and pings of the registry where it is by WebSocket. */
    public record Heartbeats(long good, long lastGood, long failed, long lastFailed) {}

    /**
     * Of services that were called for the first time, or of which an instance couldn't be reached.
     *
     * @param asked look-ups that have ended, those that were too many to be asked among them
     * @param failed of these, those without an answer
     * @param missing answers that there is no such service
     * @param remembered look-ups that weren't asked, since that answer had just been given
     */
    public record LookUps(long asked, long failed, long missing, long remembered) {}

    /**
     * Rounds in which all known services were asked for again.
     *
     * @param failed those with a question that wasn't answered
     */
    public record Pulls(long all, long failed, long lastGood) {}

    /** Whether what requests see may be out of date. */
    public boolean isStale() {
        return staleSince != 0;
    }
}
