package io.mesher.control.explain;

import io.mesher.core.route.RequestFacts;
import io.mesher.net.server.NormalPath;
import io.mesher.net.server.QueryText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request that somebody would send. */
final class AskedRequest implements RequestFacts {
    private static final String COOKIE = "cookie";
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private final String method;
    private final AskedUrl url;
    private final String source;
    private final Map<String, String> sourceTags;
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> cookies = new ArrayList<>();

    /** @param lines {@code name: value} each */
    AskedRequest(String method, AskedUrl url, List<String> lines, String source, Map<String, String> sourceTags)
            throws BadQuery {
        this.method = method.isEmpty() ? "GET" : method;
        this.url = url;
        this.source = source;
        this.sourceTags = sourceTags;
        for (String line : lines) {
            add(line);
        }
    }

    private void add(String line) throws BadQuery {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new BadQuery("header: " + line + " (expected: name: value)");
        }
        String value = line.substring(colon + 1).strip();
        fields.putIfAbsent(name, value);
        if (name.equals(COOKIE)) {
            cookies.add(value);
        }
    }

    /** As it would be sent. */
    String line() {
        return method + " " + url.text();
    }

    /** Whether sending it twice does no harm: RFC 9110 §9.2.2, or its key says so. */
    boolean isRepeatable() {
        return IDEMPOTENT.contains(method) || fields.containsKey("idempotency-key");
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return NormalPath.of(url.path());
    }

    @Override
    public @Nullable String field(String name) {
        return fields.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String query(String name) {
        List<String> found = QueryText.parse(url.query()).get(name);
        return found == null ? null : found.getFirst();
    }

    @Override
    public @Nullable String cookie(String name) {
        for (String line : cookies) {
            for (String pair : line.split(";", -1)) {
                String trimmed = pair.strip();
                if (trimmed.startsWith(name + "=")) {
                    return unquoted(trimmed.substring(name.length() + 1));
                }
            }
        }
        return null;
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, String> sourceTags() {
        return sourceTags;
    }
}
