package io.mesher.proxy.record;

import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.Recorder;
import java.util.function.LongSupplier;

/** A line per request into a ring that another thread empties. One per event loop; allocates nothing. */
public final class AccessLog extends Recorder {
    private final LineRing ring;
    private final LineText line = new LineText();
    private final boolean all;
    private final LineFormat format;
    private final LongSupplier clock;

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
            case TEXT -> new TextLine(line, texts);
            case JSON -> new JsonLine(line, texts);
            case ECS -> new EcsLine(line, texts);
        };
    }

    @Override
    public void onEnd(Exchange exchange) {
        if (all || exchange.record().isFailure()) {
            line.clear();
            format.write(exchange, clock.getAsLong());
            ring.offer(line.bytes(), line.length());
        }
    }
}
