package io.mesher.app;

import io.mesher.base.Repeated;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.net.file.DiskThread;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.proxy.RequestTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops, what they count, and what they share: the resolver, and the thread that writes files. */
final class LoopParts implements Part, RequestTotals {
    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    /** Some more than one, since they may differ. */
    private static final int DEFECTS_PER_MINUTE = 10;

    private final MesherConfig config;
    private final Telemetry telemetry;
    private final Repeated defects = new Repeated(DEFECTS_PER_MINUTE);
    private final Opened opened = new Opened();
    private final List<EventLoop> traffic = new ArrayList<>();
    private final List<LoopCounters> counters = new ArrayList<>();
    private @Nullable DiskThread disk;
    private @Nullable EventLoop control;
    private @Nullable NameResolver resolver;

    LoopParts(MesherConfig config, Telemetry telemetry) {
        this.config = config;
        this.telemetry = telemetry;
    }

    @Override
    public void open() {
        // Before the loops, which give it their last tasks.
        disk = opened.add(new DiskThread());
        openControl();
        resolver = opened.add(new NameResolver());
        for (int i = 0; i < config.eventLoops(); i++) {
            traffic.add(opened.add(new EventLoop("loop-" + i, this::onDefect)));
            counters.add(new LoopCounters());
        }
        telemetry.attach(traffic, counters);
    }

    /** With the stack, but not for each of a million requests. Any thread. */
    void onDefect(Throwable failure) {
        long times = defects.happened();
        if (times > 1) {
            log.error("a defect in Mesher; {} defects since the last such line", times, failure);
        } else if (times == 1) {
            log.error("a defect in Mesher", failure);
        }
    }

    /** A loop for work that isn't a request: a registry's answer of megabytes must not delay requests. None if nothing needs it. */
    private void openControl() {
        if (config.registry().type() != RegistryConfig.Type.DISABLED
                || config.telemetry().tracing().exporter() != null) {
            EventLoop loop = opened.add(new EventLoop("control", this::onDefect));
            loop.start();
            control = loop;
        }
    }

    /** The loops that carry traffic run from now on; {@link #control} has run since it was opened. */
    @Override
    public void start() {
        for (EventLoop loop : traffic) {
            loop.start();
        }
    }

    /** The loops that carry traffic. */
    List<EventLoop> traffic() {
        return traffic;
    }

    /** Of each loop that carries traffic. */
    List<LoopCounters> counters() {
        return counters;
    }

    /** The loop that serves the admin port: only one, since a scrape allocates. */
    EventLoop admin() {
        return traffic.getLast();
    }

    /** The loop beside the traffic; null if there is none. */
    @Nullable EventLoop control() {
        return control;
    }

    /** The loop for health checks: {@link #control}, or else one that carries traffic, since checks are few. */
    EventLoop checking() {
        return control == null ? traffic.getLast() : control;
    }

    DiskThread disk() {
        return Objects.requireNonNull(disk);
    }

    NameResolver resolver() {
        return Objects.requireNonNull(resolver);
    }

    /** The number of requests to a service so far: the registry's client sees by it which services are in use. Any thread. */
    @Override
    public long of(String service) {
        long requests = 0;
        for (LoopCounters of : counters) {
            requests += of.requests(service);
        }
        return requests;
    }

    @Override
    public void close() {
        opened.close();
    }
}
