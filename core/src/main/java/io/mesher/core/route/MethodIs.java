package io.mesher.core.route;

import java.util.List;

/** @param methods in upper case */
public record MethodIs(List<String> methods) implements RequestMatch {
    public MethodIs {
        methods = List.copyOf(methods);
    }

    @Override
    public boolean matches(RequestFacts request) {
        return methods.contains(request.method());
    }

    @Override
    public String toString() {
        return "method " + String.join(" or ", methods);
    }
}
