package io.mesher.core.route;

import java.util.List;

/**
 * A path of which one test is enough, as match policies have it; rules want all.
 *
 * @param rest what else must hold
 */
public record AnyPath(List<TextTest> tests, RequestMatch rest) implements RequestMatch {
    public AnyPath {
        tests = List.copyOf(tests);
    }

    @Override
    public boolean matches(RequestFacts request) {
        return anyHolds(request.path()) && rest.matches(request);
    }

    private boolean anyHolds(String path) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).matches(path)) {
                return true;
            }
        }
        return false;
    }
}
