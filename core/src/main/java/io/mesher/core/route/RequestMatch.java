package io.mesher.core.route;

/** What a request must be like for a rule. */
public interface RequestMatch {
    RequestMatch ANY = _ -> true;

    boolean matches(RequestFacts request);
}
