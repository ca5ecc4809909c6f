package io.mesher.proxy;

/** Tells of requests. Called once for each, when it has ended, while the exchange still has all of it. Event loop only. */
public interface Recorder {
    /** Takes what it wants; the exchange is the next request's afterwards. */
    void onEnd(Exchange exchange);
}
