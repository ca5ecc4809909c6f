package io.mesher.core.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules may ask of a request. Values may be made when they are asked for. */
public interface RequestFacts {
    /** As it came: {@code GET}. */
    String method();

    /**
     * The path without the query, as the upstream is likely to understand it: percent-encoded unreserved characters decoded, dot
     * segments and repeated slashes removed. What is sent on stays as it came.
     */
    String path();

    /** The value of a header field, of several lines the first; the name in any case. */
    @Nullable String field(String name);

    /** The value of a query parameter, decoded, of several the first. */
    @Nullable String query(String name);

    /** The value of a cookie, of several of the same name the first. */
    @Nullable String cookie(String name);

    /** The microservice that calls. */
    String source();

    /** What is known of the caller: its instance properties, {@code app} and {@code version}. */
    Map<String, String> sourceTags();
}
