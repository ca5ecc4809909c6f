package io.mesher.net.stream;

/**
 * What a peer said when it ended a stream at once, before it looked at any byte.
 *
 * @param code stable, for programs
 * @param text a sentence
 */
public record StreamRefusal(String code, String text) {}
