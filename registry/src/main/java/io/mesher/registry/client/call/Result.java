package io.mesher.registry.client.call;

/** What came of a call, by its meaning. */
public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> {}

    /** The registry answered, but not what was asked for. */
    record Refused<T>(ErrorAnswer refusal) implements Result<T> {}

    /** Nobody answered; the cause names the address. */
    record NoAnswer<T>(String cause) implements Result<T> {}
}
