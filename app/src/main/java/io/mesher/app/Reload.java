package io.mesher.app;

import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.KeyPrints;
import io.mesher.app.config.Problem;
import io.mesher.app.config.Severity;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.route.RouteTable;
import io.mesher.core.telemetry.ReloadStatus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes of the configuration's files while Mesher runs. A bad one changes nothing; of a good one counts what is about
 * governance. Looks at the files each second: notifications of the system miss swapped links and network disks.
 */
final class Reload implements AutoCloseable {
    static final long EVERY_MILLIS = 1000;
    private static final int MAX_NAMED = 20;

    private final Function<RouteTable, ConfigResult> loader;
    private final Consumer<GovernanceConfig> govern;
    private final Logger log;
    private final List<Path> files;
    private final KeyPrints atStart;
    private KeyPrints prints;
    private volatile KeyPrints inEffect;
    private GovernanceConfig governance;
    private long content;
    /** What was warned of already: lines move when a file changes, and would tell all of it again. */
    private Set<String> told = new HashSet<>();

    private String looks = "";
    private boolean changing;
    private @Nullable Thread thread;
    private volatile ReloadStatus status;

    /**
     * Watches the files that {@code present} came from. What changed since then is a change, too.
     *
     * @param loader loads all of it anew; given whose rules stay where new ones are refused
     * @param govern takes what is good, on the thread of this
     */
    Reload(ConfigResult.Loaded present, Function<RouteTable, ConfigResult> loader, Consumer<GovernanceConfig> govern) {
        this(present, loader, govern, LoggerFactory.getLogger(Reload.class));
    }

    Reload(
            ConfigResult.Loaded present,
            Function<RouteTable, ConfigResult> loader,
            Consumer<GovernanceConfig> govern,
            Logger log) {
        this.log = log;
        this.loader = loader;
        this.govern = govern;
        this.files = present.files().isEmpty() ? List.of() : present.candidates();
        this.atStart = present.prints();
        this.prints = present.prints();
        this.inEffect = present.prints();
        this.governance = present.config().governance();
        this.content = present.content();
        present.warnings().forEach(problem -> told.add(problem.unplaced()));
        this.status = new ReloadStatus(0, 0, System.currentTimeMillis(), hasRefusal(present));
    }

    /** What became of changes so far. Any thread. */
    ReloadStatus status() {
        return status;
    }

    /** What was taken last, as far as it can be taken without a restart. Any thread. */
    KeyPrints inEffect() {
        return inEffect;
    }

    /** On a thread of its own, which ends with the process if not before. Nothing where no file was read. Once. */
    void start() {
        if (!files.isEmpty()) {
            thread = Thread.ofPlatform().daemon().name("reload").start(this::run);
        }
    }

    /** No further look begins; doesn't wait for one that is under way. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                lookOn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A defect costs one change, not all later ones. */
    private void lookOn() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("a changed configuration could not be applied: a defect in Mesher", e);
            taken(false);
        }
    }

    /** One look. A change counts when the next look finds the same: until then somebody may still write. */
    void look() {
        String now = FileStamps.looks(files);
        if (!now.equals(looks)) {
            looks = now;
            changing = true;
            return;
        }
        if (!changing) {
            return;
        }
        changing = false;
        long print = FileStamps.content(files);
        if (print != content) {
            content = print;
            take(loader.apply(governance.routes()));
        }
    }

    private void taken(boolean whole) {
        status = status.next(whole, System.currentTimeMillis());
    }

    private static boolean hasRefusal(ConfigResult.Loaded loaded) {
        for (Problem problem : loaded.warnings()) {
            if (problem.severity() == Severity.REFUSAL) {
                return true;
            }
        }
        return false;
    }

    private void take(ConfigResult result) {
        switch (result) {
            case ConfigResult.Loaded loaded -> {
                take(loaded);
                taken(!hasRefusal(loaded));
            }
            case ConfigResult.Invalid invalid -> {
                for (Problem problem : invalid.problems()) {
                    if (problem.severity() != Severity.WARNING) {
                        log.error("changed configuration refused: {}", problem.text());
                    }
                }
                log.error("no change of any file takes effect until this is corrected");
                taken(false);
            }
            case ConfigResult.Usage _, ConfigResult.Help _, ConfigResult.Version _ -> {
                log.error("changed configuration refused: the flags can no longer be read");
                taken(false);
            }
        }
    }

    private void take(ConfigResult.Loaded loaded) {
        List<String> changed = prints.changed(loaded.prints(), true);
        Set<String> warnings = new HashSet<>();
        Set<String> refused = new HashSet<>();
        for (Problem problem : loaded.warnings()) {
            if (problem.severity() == Severity.REFUSAL) {
                log.error("{}", problem.text());
                changed.remove(problem.canonicalKey());
                refused.add(problem.canonicalKey());
            } else if (warnings.add(problem.unplaced()) && !told.contains(problem.unplaced())) {
                log.warn("{}", problem.text());
            }
        }
        told = warnings;
        // One that is again as it was at the start has its effect.
        List<String> later = prints.changed(loaded.prints(), false);
        later.retainAll(atStart.changed(loaded.prints(), false));
        prints = loaded.prints();
        inEffect = prints.without(refused, inEffect);
        take(loaded.config().governance());
        if (!changed.isEmpty()) {
            log.info("configuration changed: {}", named(changed));
        }
        if (!later.isEmpty()) {
            log.warn("changed, but not in effect until a restart: {}", named(later));
        }
    }

    /** Not the zone: the registry was told of it at the start. */
    private void take(GovernanceConfig read) {
        GovernanceConfig next = read.zone().equals(governance.zone())
                ? read
                : new GovernanceConfig(
                        read.outgoing(),
                        read.incoming(),
                        read.consumer(),
                        read.provider(),
                        read.routes(),
                        governance.zone());
        if (!next.equals(governance)) {
            govern.accept(next);
            governance = next;
        }
    }

    private static String named(List<String> keys) {
        int more = keys.size() - MAX_NAMED;
        return String.join(", ", keys.subList(0, Math.min(keys.size(), MAX_NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
