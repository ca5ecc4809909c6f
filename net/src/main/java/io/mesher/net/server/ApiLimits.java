package io.mesher.net.server;

/**
 * What an API takes.
 *
 * @param mostBodyBytes of one request
 * @param budget of all requests of the connections' event loop
 */
public record ApiLimits(int mostBodyBytes, BodyBudget budget) {}
