package io.mesher.core.route;

/**
 * A subset's share.
 *
 * @param weight in percent of the requests: 0 to 100
 */
public record WeightedSubset(int weight, Subset subset) {}
