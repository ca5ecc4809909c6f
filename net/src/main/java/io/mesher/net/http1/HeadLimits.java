package io.mesher.net.http1;

/**
 * How large a head may be.
 *
 * @param startLineBytes longest request line
 * @param headBytes longest head, start line and all
 * @param fields most fields
 */
public record HeadLimits(int startLineBytes, int headBytes, int fields) {}
