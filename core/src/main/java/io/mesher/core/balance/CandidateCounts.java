package io.mesher.core.balance;

/**
 * The instances of one service at one moment, those that went away shortly before perhaps among them.
 *
 * @param all of which requests know
 * @param ejected passed over because of what they answered
 * @param unhealthy passed over by the health check's word
 * @param young given fewer requests, since they were registered only now; may be passed over beside
 */
public record CandidateCounts(int all, int ejected, int unhealthy, int young) {}
