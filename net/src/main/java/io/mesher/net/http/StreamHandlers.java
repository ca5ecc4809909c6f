package io.mesher.net.http;

/** Lends a handler to each request of a listener's connections on one event loop. Event loop only. */
public interface StreamHandlers {
    /** Called before the first event of a request. */
    ServerHandler begin(ServerStream stream);

    /**
     * The request is over, or its connection is gone: the stream calls the handler no more, and the handler must not use the stream.
     * May be called within the handler's own call of {@link ServerStream#end}, {@link ServerStream#answer} or
     * {@link ServerStream#abort}, which is therefore the last thing that a handler does.
     */
    void over(ServerHandler handler);
}
