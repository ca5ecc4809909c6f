package io.mesher.app.config.rules;

import io.mesher.core.route.RequestFacts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is told what it is like. */
final class RequestToMatch implements RequestFacts {
    private final Map<String, String> parts = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private String method = "GET";
    private String path = "/";
    private String source = "";

    RequestToMatch method(String written) {
        method = written;
        return this;
    }

    RequestToMatch path(String written) {
        path = written;
        return this;
    }

    RequestToMatch field(String name, String value) {
        parts.put("field " + name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    RequestToMatch query(String name, String value) {
        parts.put("query " + name, value);
        return this;
    }

    RequestToMatch cookie(String name, String value) {
        parts.put("cookie " + name, value);
        return this;
    }

    RequestToMatch source(String name) {
        source = name;
        return this;
    }

    RequestToMatch tag(String name, String value) {
        tags.put(name, value);
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
        return parts.get("field " + name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String query(String name) {
        return parts.get("query " + name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return parts.get("cookie " + name);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, String> sourceTags() {
        return tags;
    }
}
