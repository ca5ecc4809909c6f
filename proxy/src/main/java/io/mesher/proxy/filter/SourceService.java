package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.InvocationContext;
import io.mesher.proxy.trace.JsonMember;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: by its own word in {@code x-cse-context}, else in Spring Cloud Huawei's {@code x-invocation-context}, else by its
 * address, if the catalog knows services by theirs. For metrics and logs; nothing is allowed by it.
 */
public final class SourceService extends Filter {
    /** As every Mesher writes it that adds to nobody's entries. */
    private static final byte[] USUAL = Ascii.bytes("{\"x-cse-src-microservice\":\"");

    private static final int MAX_BYTES = 128;

    public SourceService() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        String name = ownWord(exchange);
        if (name == null) {
            name = invocationContext(exchange);
        }
        if (name == null && !exchange.peer().isLoopbackAddress()) {
            name = exchange.context().serviceAt(exchange.peerAddress());
        }
        if (name != null) {
            exchange.source(name);
        }
        return null;
    }

    private static @Nullable String ownWord(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        int field = fields.find(FieldName.X_CSE_CONTEXT);
        if (field < 0) {
            return null;
        }
        byte[] bytes = fields.bytes();
        int from = fields.valueStart(field);
        int to = fields.valueEnd(field);
        int name = from + USUAL.length;
        int end = to - 2;
        if (end > name
                && bytes[end] == '"'
                && bytes[end + 1] == '}'
                && Arrays.equals(bytes, from, name, USUAL, 0, USUAL.length)
                && isName(bytes, name, end)) {
            return exchange.context().name(bytes, name, end);
        }
        return other(Arrays.copyOfRange(bytes, from, to));
    }

    private static @Nullable String invocationContext(RequestContext exchange) {
        byte[] context = InvocationContext.read(exchange.request().fields());
        if (context == null) {
            return null;
        }
        long found = JsonMember.find(context, 0, context.length, InvocationContext.SERVICE);
        int from = JsonMember.start(found);
        int to = JsonMember.end(found);
        return found >= 0 && isName(context, from, to) ? exchange.context().name(context, from, to) : null;
    }

    @Override
    public void onBadRequest(RequestContext exchange) {
        if (exchange.isReadable()) {
            onRequest(exchange);
        }
    }

    private static @Nullable String other(byte[] value) {
        Map<String, String> context = JsonStrings.parse(value);
        String name = context == null ? null : context.get(SourceContext.SOURCE_KEY);
        if (name == null) {
            return null;
        }
        byte[] bytes = Ascii.bytes(name);
        return isName(bytes, 0, bytes.length) ? name : null;
    }

    private static boolean isName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isHostCharacter(bytes[i])) {
                return false;
            }
        }
        return to > from && to - from <= MAX_BYTES;
    }
}
