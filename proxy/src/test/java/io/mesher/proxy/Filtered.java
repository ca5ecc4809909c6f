package io.mesher.proxy;

import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Fields;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one filter makes of one request.
 *
 * @param failure null when the request goes on
 * @param kept the request's own field lines that go on
 * @param added the lines behind them
 */
public record Filtered(@Nullable ProxyFailure failure, List<String> kept, String added) {

    /** @param lines the request line and the field lines, without their CRLF */
    public static Filtered by(Filter filter, String... lines) {
        return from("127.0.0.1", filter, lines);
    }

    /** @param peer an IP literal */
    public static Filtered from(String peer, Filter filter, String... lines) {
        List<Filtered> result = new ArrayList<>();
        Filter capture = new FilterOf(exchange -> {
            ProxyFailure failure = filter.onRequest(exchange);
            String added = new String(
                    exchange.requestLines().bytes(), 0, exchange.requestLines().length(), StandardCharsets.ISO_8859_1);
            result.add(new Filtered(failure, kept(exchange.request().fields()), added));
            return new InternalFailure.NoInstance("the test is over");
        });
        try (ExchangeFixture fixture = new ExchangeFixture(1, InetAddress.ofLiteral(peer), List.of(capture))) {
            fixture.request(lines);
        }
        return result.getFirst();
    }

    static List<String> kept(Fields fields) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            if (!fields.isDropped(i)) {
                String name = new String(
                        fields.bytes(),
                        fields.nameStart(i),
                        fields.nameEnd(i) - fields.nameStart(i),
                        StandardCharsets.ISO_8859_1);
                kept.add(name + ": " + fields.value(i));
            }
        }
        return kept;
    }
}
