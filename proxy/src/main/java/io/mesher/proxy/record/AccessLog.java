package io.mesher.proxy.record;

import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.RequestContext;
import java.util.function.LongSupplier;

/**
 * A line per request into a ring that another thread empties. One per event loop; allocates nothing. Lines are handed over
 * together, since a hand-over costs as much as making a line: half of it is a fence and cache lines that another core has.
 */
public final class AccessLog extends Recorder {
    /** So many at least are handed over before the {@linkplain #handOver turn ends}. */
    private static final int MANY_BYTES = 4096;

    private final LineRing ring;
    private final LineText lines = new LineText();
    private final boolean all;
    private final LineFormat format;
    private final LongSupplier clock;
    /** For all lines of one hand-over. */
    private long now;

    /**
     * @param config says which requests, and how they look; not {@code NONE}
     * @param ring this loop's
     * @param service our own service's name
     */
    public AccessLog(AccessLogConfig config, LineRing ring, String service) {
        this(config, ring, service, System::currentTimeMillis);
    }

    AccessLog(AccessLogConfig config, LineRing ring, String service, LongSupplier clock) {
        this.ring = ring;
        this.all = config.which() == AccessLogConfig.Which.ALL;
        this.clock = clock;
        RequestText texts = new RequestText(config.query(), service);
        this.format = switch (config.format()) {
            case TEXT -> new TextLine(lines, texts);
            case JSON -> new JsonLine(lines, texts);
            case ECS -> new EcsLine(lines, texts);
        };
    }

    @Override
    public void onEnd(RequestContext exchange) {
        if (all || exchange.record().isFailure()) {
            if (lines.length() == 0) {
                now = clock.getAsLong();
            }
            format.write(exchange, now);
            if (lines.length() >= MANY_BYTES) {
                handOver();
            }
        }
    }

    /** To be called at the end of each of the loop's turns: no line waits for another request. */
    public void handOver() {
        if (lines.length() > 0) {
            ring.offer(lines.bytes(), lines.length());
            lines.clear();
        }
    }
}
