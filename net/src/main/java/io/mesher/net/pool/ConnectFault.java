package io.mesher.net.pool;

import io.mesher.net.tls.TlsFailure;

/**
 * Why there is no connection.
 *
 * @param code stable, for programs: {@link #CODE}, or that of the TLS failure
 * @param cause in the system's words, or a sentence about TLS
 */
public record ConnectFault(String code, String cause) {
    /** There is not even a connection of TCP. */
    public static final String CODE = "connect.failed";

    public static ConnectFault of(String cause) {
        return new ConnectFault(CODE, cause);
    }

    static ConnectFault of(TlsFailure why) {
        return new ConnectFault(why.code(), why.text());
    }
}
