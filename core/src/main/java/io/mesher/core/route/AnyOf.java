package io.mesher.core.route;

import java.util.List;

/**
 * A match policy ({@code servicecomb.match.<name>}), to which rules refer: one of its entries must match.
 *
 * @param name as rules write it
 */
public record AnyOf(String name, List<RequestMatch> entries) implements RequestMatch {
    public AnyOf {
        entries = List.copyOf(entries);
    }

    @Override
    public boolean matches(RequestFacts request) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).matches(request)) {
                return true;
            }
        }
        return false;
    }
}
