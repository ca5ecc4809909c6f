package io.mesher.core.failure;

/** Why a request could not be served: who failed, what, and whether the upstream can have seen the request. */
public sealed interface ProxyFailure permits DownstreamFailure, UpstreamFailure, InternalFailure {

    /**
     * Whether the upstream can have begun to process the request. This alone decides about sending a request again that
     * isn't idempotent: never when true.
     */
    boolean mayHaveBeenProcessed();
}
