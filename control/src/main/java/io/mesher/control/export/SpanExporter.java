package io.mesher.control.export;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallListener;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.CallResponse;
import io.mesher.net.client.Caller;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Takes spans off a queue and sends them to a collector: a batch when enough wait or the interval is over, one at a time. Nobody
 * wakes it: it looks at the queue, every second while nothing comes. A batch that fails is kept and tried again for about a minute,
 * while the queue takes what it has room for.
 */
public final class SpanExporter implements AutoCloseable {
    /** Of a batch; with the pauses between them a minute or more. */
    static final int MAX_TRIES = 10;

    private static final Duration LAST = Duration.ofSeconds(1);

    private static final BackoffPolicy BACKOFF =
            new BackoffPolicy(BackoffPolicy.Kind.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final EventLoop loop;
    private final Caller caller;
    private final SpanQueue queue;
    private final TracingConfig.Exporter config;
    private final SpanEncoder encoder;
    private final BackoffPolicy backoff;
    private final ExportLog log;
    private final SendingTimes times;
    private final Timer timer;
    private final Timer end;
    private final AtomicLong exported = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong failedPosts = new AtomicLong();

    /** Is sent, or waits to be sent again. */
    private @Nullable Batch batch;
    /** Set while it is sent. */
    private Caller.@Nullable Call call;

    private int failuresInARow;
    private boolean closed;
    /** Set from the beginning of the end. */
    private @Nullable Runnable onFlushed;

    private long failedBeforeEnd;

    /**
     * @param loop carries no traffic: a batch takes milliseconds; stays the maker's to close
     * @param caller of this loop
     */
    public SpanExporter(
            EventLoop loop, Caller caller, SpanQueue queue, TracingConfig.Exporter config, SpanSource source) {
        this(
                loop,
                caller,
                queue,
                config,
                source,
                BACKOFF,
                new ExportLog(LoggerFactory.getLogger(SpanExporter.class), url(config)));
    }

    SpanExporter(
            EventLoop loop,
            Caller caller,
            SpanQueue queue,
            TracingConfig.Exporter config,
            SpanSource source,
            BackoffPolicy backoff,
            ExportLog log) {
        this.loop = loop;
        this.caller = caller;
        this.queue = queue;
        this.config = config;
        SpanEncoder plain =
                config.protocol() == TracingConfig.Protocol.OTLP ? new OtlpEncoder(source) : new ZipkinEncoder(source);
        this.encoder = config.gzip() ? new GzipEncoder(plain) : plain;
        this.backoff = backoff;
        this.log = log;
        this.times = new SendingTimes(config.batchSize(), config.interval().toNanos(), System.nanoTime());
        this.timer = loop.timer(this::onTimer);
        this.end = loop.timer(this::finish);
    }

    private static String url(TracingConfig.Exporter config) {
        boolean v6 = config.host().indexOf(':') >= 0;
        String host = v6 ? '[' + config.host() + ']' : config.host();
        return "http://" + host + ':' + config.port() + config.path();
    }

    /** Any thread. */
    public void start() {
        loop.execute(() -> {
            if (!closed) {
                timer.set(times.next(loop.now()));
            }
        });
    }

    /** Any thread. */
    public ExportCounts counts() {
        return new ExportCounts(exported.get(), queue.dropped(), failed.get(), failedPosts.get());
    }

    private void onTimer() {
        // First: should what follows fail, later spans aren't the worse for it.
        timer.set(SendingTimes.LONGEST_NANOS);
        if (call != null) {
            return;
        }
        Batch waiting = batch;
        if (waiting == null) {
            look();
        } else {
            post(waiting);
        }
    }

    private void look() {
        long now = loop.now();
        log.dropped(now, queue.dropped(), config.queueSize());
        if (times.isDue(queue.size(), now)) {
            sendNext();
        } else {
            timer.set(times.afterLook(queue.size(), now));
        }
    }

    private void sendNext() {
        Batch next = Batch.take(queue, config.batchSize(), encoder);
        if (next != null) {
            batch = next;
            post(next);
        }
    }

    private void post(Batch sent) {
        SpanEncoder.Body body = sent.body();
        CallRequest request = new CallRequest(
                config.host(),
                config.port(),
                "POST",
                config.path(),
                body.fields() + config.fields().lines(),
                body.bytes(),
                onFlushed == null ? config.timeout() : LAST);
        call = caller.call(request, new CallListener() {
            @Override
            public void onResponse(CallResponse response) {
                onVerdict(sent, Delivery.of(response, config.protocol()));
            }

            @Override
            public void onFailure(CallFailure failure) {
                onVerdict(sent, Delivery.of(failure));
            }
        });
    }

    private void onVerdict(Batch sent, Delivery verdict) {
        call = null;
        times.sent(sent.spans(), loop.now());
        switch (verdict) {
            case Delivery.Taken well -> onTaken(sent, well);
            case Delivery.Later later -> onLater(sent, later);
            case Delivery.Refused refused -> onRefused(sent, refused);
        }
        boolean taken = verdict instanceof Delivery.Taken;
        if (onFlushed != null) {
            flushNext(taken);
        } else if (taken && times.isDue(queue.size(), loop.now())) {
            sendNext();
        }
    }

    private void onTaken(Batch sent, Delivery.Taken taken) {
        long rejected = Math.min(taken.rejected(), sent.spans());
        exported.addAndGet(sent.spans() - rejected);
        failed.addAndGet(rejected);
        batch = null;
        failuresInARow = 0;
        timer.set(times.next(loop.now()));
        if (rejected == 0) {
            log.taken();
        } else {
            String why = taken.why().isEmpty() ? "it doesn't say why" : taken.why();
            log.failed(loop.now(), "accepted a batch except " + rejected + " spans", failed.get(), why);
        }
    }

    private void onLater(Batch sent, Delivery.Later later) {
        failedPosts.incrementAndGet();
        failuresInARow = Math.min(failuresInARow + 1, 1000);
        boolean last = sent.tried() >= MAX_TRIES || onFlushed != null;
        if (last) {
            giveUp(sent);
        }
        long own = Backoff.nanos(backoff, failuresInARow, 0, ThreadLocalRandom.current());
        long pause = Math.max(own, later.pauseNanos());
        timer.set(pause);
        if (onFlushed == null) {
            long seconds = (pause + 999_999_999) / 1_000_000_000;
            String next = last
                    ? "a batch of " + sent.spans() + " given up after " + MAX_TRIES + " tries, the next one tried in "
                            + seconds + " s"
                    : "tried again in " + seconds + " s; until then at most " + config.queueSize() + " spans wait";
            log.failed(
                    loop.now(),
                    "doesn't accept spans: " + later.why() + "; " + next,
                    failed.get(),
                    "does mesher.tracing.endpoint name a collector that runs?");
        }
    }

    private void onRefused(Batch sent, Delivery.Refused refused) {
        failedPosts.incrementAndGet();
        failuresInARow = 0;
        giveUp(sent);
        timer.set(times.next(loop.now()));
        log.failed(loop.now(), "refuses spans: " + refused.why(), failed.get(), refused.advice());
    }

    private void giveUp(Batch sent) {
        failed.addAndGet(sent.spans());
        batch = null;
    }

    /**
     * Sends what waits, for a second at most and without trying again; nothing is sent afterwards. Any thread.
     *
     * @param done called once, on the loop
     */
    public void flush(Runnable done) {
        loop.execute(() -> {
            if (closed || onFlushed != null) {
                done.run();
                return;
            }
            onFlushed = done;
            failedBeforeEnd = failed.get();
            end.set(LAST.toNanos());
            if (call == null) {
                flushNext(true);
            }
        });
    }

    private void flushNext(boolean going) {
        timer.clear();
        Batch kept = batch;
        if (going && kept != null) {
            post(kept);
        } else if (going) {
            sendNext();
        }
        if (call == null) {
            finish();
        }
    }

    private void finish() {
        Caller.Call present = call;
        Batch kept = batch;
        Runnable done = onFlushed;
        closed = true;
        call = null;
        onFlushed = null;
        timer.release();
        end.release();
        if (present != null) {
            present.cancel();
        }
        if (kept != null) {
            giveUp(kept);
        }
        if (done != null) {
            loseWaiting();
            done.run();
        }
    }

    /** Of what waits in the queue nothing is sent any more. */
    private void loseWaiting() {
        // The loops that fill it may still run.
        for (int i = queue.size(); i > 0 && queue.poll() != null; i--) {
            failed.incrementAndGet();
        }
        long lost = failed.get() - failedBeforeEnd;
        if (lost > 0) {
            log.ended(lost);
        }
    }

    /** What waits isn't sent: {@link #flush} does that. Any thread. */
    @Override
    public void close() {
        loop.execute(() -> {
            if (!closed) {
                finish();
            }
        });
    }
}
