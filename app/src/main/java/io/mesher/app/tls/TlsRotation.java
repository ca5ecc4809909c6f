package io.mesher.app.tls;

import io.mesher.core.config.TlsSide;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the files of TLS have other contents, however they were written, and has these used: those of a place as a whole, or
 * not at all. Contents that are bad, or worse than those in use, are reported once and change nothing.
 *
 * <p>By contents, since a link's times don't change with what it points to. Contents count when two looks in a row have found the
 * same: a key and its certificate may be written one after the other.
 */
public final class TlsRotation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TlsRotation.class);

    private static final long PAUSE_MILLIS = 5_000;
    private static final long SHORT_PAUSE_MILLIS = 250;

    /** What is in use, and how that changes. Called on the rotation's thread. */
    public interface Target {
        LoadedSide present(TlsSide side);

        /** @throws GeneralSecurityException with nothing changed, if the engine refuses it */
        void replace(TlsSide side, LoadedSide next) throws GeneralSecurityException;

        /** @param taken whether what was found is in use now */
        void onFound(TlsSide side, boolean taken);
    }

    private final Set<TlsSide> sides;
    private final Target target;
    private final InstantSource clock;
    /** What the last look found, where it wasn't what is in use. */
    private final Map<TlsSide, Found> found = new HashMap<>();

    /** Of the files as the last look found them. */
    private final Map<TlsSide, String> prints = new HashMap<>();

    private final Thread thread;

    /**
     * @param contents good ones that may be taken, or null
     * @param complaint why they can't be; empty if they may
     * @param settled whether it was dealt with: there is nothing to do until something else is found
     */
    private record Found(@Nullable LoadedSide contents, String complaint, boolean settled) {
        boolean isAs(Found other) {
            return complaint.equals(other.complaint)
                    && (contents == null
                            ? other.contents == null
                            : other.contents != null && contents.hasContentOf(other.contents));
        }
    }

    public TlsRotation(Set<TlsSide> sides, Target target, InstantSource clock) {
        this.sides = sides;
        this.target = target;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("tls-files").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(isUnsettled() ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private boolean isUnsettled() {
        for (Found one : found.values()) {
            if (!one.settled()) {
                return true;
            }
        }
        return false;
    }

    /** Once over all places. */
    void look() {
        for (TlsSide side : sides) {
            try {
                look(side);
            } catch (RuntimeException e) {
                log.error("a defect in Mesher, while it looked at the files of {}", side.key(), e);
            }
        }
    }

    private void look(TlsSide side) {
        String print = FilesPrint.of(side);
        Found earlier = found.get(side);
        if (print.equals(prints.put(side, print)) && (earlier == null || earlier.settled())) {
            return;
        }
        Found now = find(side);
        if (now == null) {
            found.remove(side);
            return;
        }
        Found before = found.get(side);
        if (before == null || !now.isAs(before)) {
            found.put(side, now);
        } else if (!before.settled()) {
            found.put(side, new Found(now.contents(), now.complaint(), true));
            settle(side, now);
        }
    }

    /** Null: what is in use. */
    private @Nullable Found find(TlsSide side) {
        LoadedSide present = target.present(side);
        LoadedSide next = TlsLoading.load(side, clock.instant());
        if (!next.isGood()) {
            return new Found(null, next.errors(), false);
        }
        if (next.hasContentOf(present)) {
            return null;
        }
        boolean worse = isExpired(next) && !isExpired(present);
        return worse
                ? new Found(null, "the certificate in its files has expired, and the present one has not", false)
                : new Found(next, "", false);
    }

    private boolean isExpired(LoadedSide side) {
        Instant now = clock.instant();
        return side.keys() != null && side.keys().notAfter().isBefore(now);
    }

    private void settle(TlsSide side, Found what) {
        String complaint = what.complaint();
        if (what.contents() != null) {
            try {
                target.replace(side, what.contents());
                target.onFound(side, true);
                log.info("{}: the new contents of its files are in use: {}", side.key(), shown(what.contents()));
                return;
            } catch (GeneralSecurityException e) {
                complaint = String.valueOf(e.getMessage());
            }
        }
        target.onFound(side, false);
        log.warn("{}: the former contents of its files stay in use: {}", side.key(), complaint);
    }

    private static String shown(LoadedSide side) {
        return side.keys() == null ? "trusted authorities" : side.keys().toString();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
