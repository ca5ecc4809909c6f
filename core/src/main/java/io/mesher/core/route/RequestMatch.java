package io.mesher.core.route;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request must be like for a rule. */
public interface RequestMatch {
    RequestMatch ANY = new Conditions("", Map.of(), List.of(), List.of(), Set.of(), List.of(), List.of(), null);

    boolean matches(RequestFacts request);
}
