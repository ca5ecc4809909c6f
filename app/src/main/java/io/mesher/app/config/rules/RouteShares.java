package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.List;

/** The weights of a rule, which add up to 100. */
final class RouteShares {
    private static final int ALL = 100;

    private RouteShares() {}

    /** What the weights leave goes to the latest version, as in CSE Mesher. */
    static List<WeightedSubset> complete(List<WeightedSubset> written, String place, String path, Faults faults) {
        int sum = 0;
        for (WeightedSubset share : written) {
            sum += share.weight();
        }
        if (sum > ALL) {
            faults.add(place, path, "weights add up to " + sum + " (expected: at most " + ALL + ")");
            return List.of();
        }
        if (sum == ALL || written.isEmpty()) {
            return written.isEmpty() || written.getFirst().weight() < ALL ? written : written.subList(0, 1);
        }
        List<WeightedSubset> shares = new ArrayList<>(written);
        shares.add(new WeightedSubset(ALL - sum, Subset.LATEST));
        return shares;
    }
}
