package io.mesher.core.route;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is told what it is like. */
final class FakeRequest implements RequestFacts {
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> queries = new HashMap<>();
    private final Map<String, String> cookies = new HashMap<>();
    private String method = "GET";
    private String path = "/";

    FakeRequest method(String written) {
        method = written;
        return this;
    }

    FakeRequest path(String written) {
        path = written;
        return this;
    }

    FakeRequest field(String name, String value) {
        fields.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    FakeRequest query(String name, String value) {
        queries.put(name, value);
        return this;
    }

    FakeRequest cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String field(String name) {
        return fields.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String query(String name) {
        return queries.get(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    @Override
    public String source() {
        return "webshop";
    }

    @Override
    public Map<String, String> sourceTags() {
        return Map.of("app", "default", "version", "1.0.0");
    }
}
