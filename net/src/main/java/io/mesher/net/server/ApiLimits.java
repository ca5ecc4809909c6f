package io.mesher.net.server;

import io.mesher.base.Budget;

/**
 * What an API takes.
 *
 * @param maxBodyBytes of one request
 * @param budget of all requests of the connections' event loop
 * @param answers of all answers that callers haven't taken yet
 */
public record ApiLimits(int maxBodyBytes, Budget budget, Budget answers) {}
