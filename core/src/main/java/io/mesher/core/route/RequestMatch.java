package io.mesher.core.route;

/** What a request must be like for a rule. Its text says so to people. */
public interface RequestMatch {
    RequestMatch ANY = _ -> true;

    boolean matches(RequestFacts request);
}
