package io.mesher.app.config.read;

/**
 * Turns a text into a value. Classes rather than lambdas implement it: linking one lambda costs a start more than loading ten small
 * classes.
 *
 * @param <T> the value's type
 */
public interface Parser<T> {
    /** @param text without spaces around it */
    T parse(String text) throws BadValue;

    /** What a value looks like, for the message about one that doesn't. */
    String expected();
}
