package io.mesher.proxy;

/**
 * Tells of requests. Called once for each, when it has ended, while the exchange still has all of it. Event loop only. A class for
 * the reason that {@link Filter} is one.
 */
public abstract class Recorder {
    protected Recorder() {}

    /** Takes what it wants; the exchange is the next request's afterwards. */
    public abstract void onEnd(RequestContext exchange);
}
