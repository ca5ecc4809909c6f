package io.mesher.proxy;

import io.mesher.core.route.RequestFacts;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.server.NormalPath;
import io.mesher.net.server.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of an exchange as rules see it. Makes Strings of what is asked for only. Event loop only. */
final class RequestView implements RequestFacts {
    private final RequestContext exchange;
    private @Nullable String path;

    RequestView(RequestContext exchange) {
        this.exchange = exchange;
    }

    /** The next request. */
    void clear() {
        path = null;
    }

    @Override
    public String method() {
        RequestHead head = exchange.request();
        return exchange.context().name(head.fields().bytes(), head.methodStart(), head.methodEnd());
    }

    @Override
    public String path() {
        String known = path;
        if (known == null) {
            RequestHead head = exchange.request();
            known = NormalPath.of(head.text(head.pathStart(), head.queryMark()));
            path = known;
        }
        return known;
    }

    @Override
    public @Nullable String field(String name) {
        Fields fields = exchange.request().fields();
        for (int i = 0; i < fields.count(); i++) {
            if (fields.nameEnd(i) - fields.nameStart(i) == name.length() && isName(fields, i, name)) {
                return fields.value(i);
            }
        }
        return null;
    }

    private static boolean isName(Fields fields, int i, String name) {
        byte[] bytes = fields.bytes();
        for (int at = 0, from = fields.nameStart(i); at < name.length(); at++) {
            if (Character.toLowerCase(name.charAt(at)) != Character.toLowerCase((char) bytes[from + at])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable String query(String name) {
        RequestHead head = exchange.request();
        int mark = head.queryMark();
        if (mark == head.pathEnd()) {
            return null;
        }
        for (String parameter : head.text(mark + 1, head.pathEnd()).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            if (QueryText.decoded(key).equals(name)) {
                return equals < 0 ? "" : QueryText.decoded(parameter.substring(equals + 1));
            }
        }
        return null;
    }

    /** RFC 6265 §5.4: pairs with {@code ;} between them; a value may stand in quotes. */
    @Override
    public @Nullable String cookie(String name) {
        Fields fields = exchange.request().fields();
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = fields.find(FieldName.COOKIE); i >= 0; i = fields.next(FieldName.COOKIE, i + 1)) {
            String value = cookie(fields.bytes(), fields.valueStart(i), fields.valueEnd(i), wanted);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String cookie(byte[] bytes, int from, int to, byte[] name) {
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && bytes[end] != ';') {
                end++;
            }
            while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) {
                start++;
            }
            if (end - start > name.length
                    && bytes[start + name.length] == '='
                    && Arrays.equals(bytes, start, start + name.length, name, 0, name.length)) {
                return unquoted(bytes, start + name.length + 1, end);
            }
            start = end + 1;
        }
        return null;
    }

    private static String unquoted(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        if (end - start >= 2 && bytes[start] == '"' && bytes[end - 1] == '"') {
            start++;
            end--;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String source() {
        return exchange.context().settings().self().name();
    }

    @Override
    public Map<String, String> sourceTags() {
        return exchange.context().settings().selfTags();
    }
}
