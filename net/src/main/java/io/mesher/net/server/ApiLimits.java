package io.mesher.net.server;

/**
 * What an API takes.
 *
 * @param mostBodyBytes of one request
 * @param budget of all requests of the connections' event loop
 * @param answers of all answers that callers haven't taken yet
 */
public record ApiLimits(int mostBodyBytes, BodyBudget budget, BodyBudget answers) {}
