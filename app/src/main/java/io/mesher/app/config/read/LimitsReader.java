package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.core.config.Limits;
import io.mesher.core.config.PoolConfig;
import io.mesher.core.config.ShutdownConfig;
import io.mesher.core.config.Timeouts;
import java.time.Duration;

/** How much, how many and how long. */
public final class LimitsReader {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final KeyReader reader;

    public LimitsReader(KeyReader reader) {
        this.reader = reader;
    }

    public Limits limits() {
        Limits basis = Limits.DEFAULT;
        Limits limits = new Limits(
                reader.integer(Keys.REQUEST_LINE_BYTES, basis.requestLineBytes(), 256, 1 << 20),
                reader.integer(Keys.HEAD_BYTES, basis.headBytes(), 1024, 1 << 24),
                reader.integer(Keys.HEAD_FIELDS, basis.headFields(), 1, 10_000),
                reader.integer(Keys.CONNECTIONS, basis.connections(), 1, 10_000_000),
                reader.integer(Keys.WAITING_REQUESTS, basis.waitingRequests(), 0, 1_000_000),
                reader.integer(Keys.STREAMS, basis.streams(), 1, 10_000_000),
                reader.integer(Keys.WAITING_LOOKUPS, basis.waitingLookups(), 1, 1_000_000),
                reader.integer(Keys.MIN_BYTES_PER_SECOND, basis.minBytesPerSecond(), 0, 1_000_000));
        if (limits.requestLineBytes() > limits.headBytes()) {
            String key = reader.has(Keys.REQUEST_LINE_BYTES) ? Keys.REQUEST_LINE_BYTES : Keys.HEAD_BYTES;
            reader.problems()
                    .error(
                            reader.placeOf(key),
                            key,
                            "the request line may be longer (" + limits.requestLineBytes()
                                    + ") than the head that it is part of (" + limits.headBytes()
                                    + ") (expected: requestLineBytes up to headBytes)");
        }
        return limits;
    }

    public Timeouts timeouts() {
        Timeouts basis = Timeouts.DEFAULT;
        return new Timeouts(
                reader.duration(Keys.HEAD_TIMEOUT, basis.head(), MILLISECOND, KeyReader.DAY),
                reader.duration(Keys.IDLE_TIMEOUT, basis.idle(), MILLISECOND, KeyReader.DAY),
                reader.duration(Keys.BODY_TIMEOUT, basis.requestBody(), MILLISECOND, KeyReader.DAY),
                reader.duration(Keys.LOOKUP_TIMEOUT, basis.lookup(), MILLISECOND, KeyReader.DAY),
                reader.duration(Keys.TAKEN_TIMEOUT, basis.responseTaken(), MILLISECOND, KeyReader.DAY),
                reader.duration(Keys.TUNNEL_TIMEOUT, basis.tunnelIdle(), Duration.ZERO, KeyReader.DAY));
    }

    public PoolConfig pool() {
        PoolConfig basis = PoolConfig.DEFAULT;
        return new PoolConfig(
                reader.integer(Keys.POOL_CONNECTIONS, basis.connections(), 1, 1_000_000),
                reader.integer(Keys.POOL_IDLE_CONNECTIONS, basis.idleConnections(), 0, 1_000_000),
                reader.duration(Keys.POOL_IDLE, basis.idle(), MILLISECOND, KeyReader.DAY));
    }

    /** @param incoming whether anybody calls us, who has to notice that we go */
    public ShutdownConfig shutdown(boolean incoming) {
        return new ShutdownConfig(
                reader.duration(Keys.NOTICE, Duration.ofSeconds(incoming ? 5 : 0), Duration.ZERO, HOUR),
                reader.duration(Keys.DRAIN, Duration.ofSeconds(30), Duration.ZERO, HOUR));
    }
}
