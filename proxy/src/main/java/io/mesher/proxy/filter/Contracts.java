package io.mesher.proxy.filter;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Java Chassis 3 asks an instance before it calls it: for the contracts of the service, and whether the instance is
 * well. It does so only if contracts were read, since an application on Java Chassis answers for itself.
 */
public final class Contracts extends Filter {
    private static final byte[] PREFIX = Ascii.bytes("/scb/management/");
    private static final byte[] CONTENTS = Ascii.bytes("schema/contents");
    private static final byte[] HEALTH = Ascii.bytes("health");
    private static final DownstreamFailure.Answered WELL = new DownstreamFailure.Answered("true");

    private final DownstreamFailure.@Nullable Answered contents;

    /** @param contracts texts by names */
    public Contracts(Map<String, String> contracts) {
        this.contents = contracts.isEmpty()
                ? null
                : new DownstreamFailure.Answered(JsonStrings.write(new TreeMap<>(contracts)));
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        if (contents == null) {
            return null;
        }
        RequestHead request = exchange.request();
        byte[] bytes = request.fields().bytes();
        int from = request.pathStart();
        int to = request.queryMark();
        int rest = from + PREFIX.length;
        if (to <= rest || !is(bytes, from, rest, PREFIX)) {
            return null;
        }
        return switch (request.method()) {
            case POST -> is(bytes, rest, to, CONTENTS) ? contents : null;
            case GET -> is(bytes, rest, to, HEALTH) ? WELL : null;
            default -> null;
        };
    }

    private static boolean is(byte[] bytes, int from, int to, byte[] text) {
        return Arrays.equals(bytes, from, to, text, 0, text.length);
    }
}
