package io.mesher.app;

import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.KeyPrints;
import io.mesher.app.config.Problem;
import io.mesher.app.config.Severity;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.route.RouteTable;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes of the configuration's files while Mesher runs. A bad one changes nothing; of a good one counts what is about
 * governance. Looks at the files each second: notifications of the system miss swapped links and network disks.
 */
final class Reload {
    static final long EVERY_MILLIS = 1000;
    private static final int MOST_NAMED = 20;

    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final Function<RouteTable, ConfigResult> loader;
    private final Consumer<GovernanceConfig> govern;
    private final List<Path> folders;
    private KeyPrints prints;
    private RouteTable routes;
    private String looks;
    private long content;
    private boolean changing;

    /**
     * Remembers the files as they are now.
     *
     * @param loader loads all of it anew; given whose rules stay where new ones are refused
     * @param govern takes what is good
     */
    Reload(ConfigResult.Loaded present, Function<RouteTable, ConfigResult> loader, Consumer<GovernanceConfig> govern) {
        this.loader = loader;
        this.govern = govern;
        this.folders = folders(present.files());
        this.prints = present.prints();
        this.routes = present.config().governance().routes();
        this.looks = FileStamps.looks(folders);
        this.content = FileStamps.content(folders);
    }

    private static List<Path> folders(List<Path> files) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                folders.add(folder);
            }
        }
        return List.copyOf(folders);
    }

    /** On a thread of its own, which ends with the process. Nothing where no file was read. */
    void start() {
        if (!folders.isEmpty()) {
            Thread.ofPlatform().daemon().name("reload").start(this::run);
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look. A change counts when the next look finds the same: until then somebody may still write. */
    void look() {
        String now = FileStamps.looks(folders);
        if (!now.equals(looks)) {
            looks = now;
            changing = true;
            return;
        }
        if (!changing) {
            return;
        }
        changing = false;
        long print = FileStamps.content(folders);
        if (print != content) {
            content = print;
            take(loader.apply(routes));
        }
    }

    private void take(ConfigResult result) {
        switch (result) {
            case ConfigResult.Loaded loaded -> take(loaded);
            case ConfigResult.Invalid invalid -> {
                for (Problem problem : invalid.problems()) {
                    if (problem.severity() != Severity.WARNING) {
                        log.error("changed configuration refused: {}", problem.text());
                    }
                }
            }
            case ConfigResult.Usage _, ConfigResult.Help _, ConfigResult.Version _ ->
                log.error("changed configuration refused: the flags can't be read any more");
        }
    }

    private void take(ConfigResult.Loaded loaded) {
        for (Problem problem : loaded.warnings()) {
            if (problem.severity() == Severity.REFUSAL) {
                log.error("{}", problem.text());
            }
        }
        List<String> changed = prints.changed(loaded.prints(), true);
        List<String> later = prints.changed(loaded.prints(), false);
        prints = loaded.prints();
        routes = loaded.config().governance().routes();
        govern.accept(loaded.config().governance());
        if (!changed.isEmpty()) {
            log.info("configuration changed: {}", named(changed));
        }
        if (!later.isEmpty()) {
            log.warn("changed, but without effect before a restart: {}", named(later));
        }
    }

    private static String named(List<String> keys) {
        int more = keys.size() - MOST_NAMED;
        return String.join(", ", keys.subList(0, Math.min(keys.size(), MOST_NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
