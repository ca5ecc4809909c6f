package io.mesher.net.client;

import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import io.mesher.net.pool.NameResolver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A caller on a loop of its own. Closing it checks that nothing failed on the loop. */
final class CallerFixture implements AutoCloseable {
    static final CallerSettings SETTINGS = new CallerSettings(
            4, 256, Duration.ofSeconds(10), Duration.ofSeconds(20), 64 * 1024, CallerSettings.DEFAULT.maxHeadBytes());

    final LoopFixture fixture = new LoopFixture();
    private final NameResolver resolver = new NameResolver();
    final PooledCaller caller;

    CallerFixture(CallerSettings settings) {
        caller = new PooledCaller(fixture.loop(), resolver, settings);
    }

    CallerFixture() {
        this(SETTINGS);
    }

    static CallRequest request(String method, int port, String target, String body, Duration timeout) {
        return new CallRequest(
                "127.0.0.1", port, method, target, "A: b\r\n", body.getBytes(StandardCharsets.UTF_8), timeout);
    }

    static CallRequest get(int port, String target) {
        return request("GET", port, target, "", Duration.ofSeconds(20));
    }

    /** Makes it, and doesn't wait. */
    Made start(CallRequest request) {
        Made made = new Made();
        made.call = fixture.call(() -> {
            Caller.Call call = caller.call(request, made);
            made.returned = true;
            return call;
        });
        return made;
    }

    /** How it ended. */
    String finish(CallRequest request) {
        Made made = start(request);
        await().until(() -> !made.heard.isEmpty());
        return made.heard();
    }

    void cancel(Made made) {
        fixture.run(made.call::cancel);
    }

    @Override
    public void close() {
        fixture.run(caller::close);
        resolver.close();
        fixture.close();
        if (!fixture.failures().isEmpty()) {
            throw new AssertionError("a defect", fixture.failures().getFirst());
        }
    }

    /** A call, and what its listener heard. */
    static final class Made implements CallListener {
        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile Caller.Call call = () -> {};
        volatile boolean returned;

        @Override
        public void onResponse(CallResponse response) {
            hear(response.status() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }

        @Override
        public void onFailure(CallFailure failure) {
            hear(failure.toString());
        }

        private void hear(String text) {
            heard.add(returned ? text : "too early: " + text);
        }

        String heard() {
            return String.join(" | ", heard);
        }
    }
}
