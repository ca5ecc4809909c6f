package io.mesher.net.http1;

import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From bytes to a checked head. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadParserBenchmark {
    private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 100);

    private final ByteBuffer request = bytes("""
            GET http://payments:8080/v1/accounts/4711/payments?from=2026-01-01&limit=50 HTTP/1.1
            Host: payments:8080
            User-Agent: Apache-HttpClient/5.3 (Java/21.0.2)
            Accept: application/json
            Accept-Encoding: gzip, deflate
            Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0NzExIn0.c2lnbmF0dXJl
            X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c
            X-B3-SpanId: b7ad6b7169203331
            Connection: keep-alive

            """);
    private final ByteBuffer response = bytes("""
            HTTP/1.1 200 OK
            Date: Mon, 30 Nov 2026 06:20:39 GMT
            Content-Type: application/json; charset=utf-8
            Content-Length: 1742
            Cache-Control: no-store
            ETag: "33a64df551425fcc55e4d42a148795d9f25f89d4"
            Vary: Accept-Encoding
            Connection: keep-alive

            """);
    private final RequestParser requestParser = new RequestParser(LIMITS);
    private final ResponseParser responseParser = new ResponseParser(LIMITS);
    private final RequestHead requestHead = new RequestHead();
    private final ResponseHead responseHead = new ResponseHead();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public RequestHead request() {
        requestParser.reset();
        requestHead.clear();
        MessageError error = requestParser.parse(request.rewind(), requestHead);
        if (error != null || !requestParser.isComplete()) {
            throw new AssertionError(error);
        }
        return requestHead;
    }

    @Benchmark
    public ResponseHead response() {
        responseParser.reset();
        responseHead.clear();
        MessageError error = responseParser.parse(response.rewind(), responseHead);
        if (error != null || !responseParser.isComplete()) {
            throw new AssertionError(error);
        }
        return responseHead;
    }
}
