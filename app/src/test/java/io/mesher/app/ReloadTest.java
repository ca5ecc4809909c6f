package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.read.Interfaces;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.core.config.BalancePolicy.Strategy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.Zone;
import io.mesher.core.route.RouteTable;
import io.mesher.core.telemetry.ReloadStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changed files, looked at by hand. */
class ReloadTest {
    private static final String RULES = "servicecomb.routeRule.orders: [{route: [{tags: {version: %s}}]}]\n";

    @TempDir
    private Path dir;

    private final List<GovernanceConfig> taken = new ArrayList<>();
    private Instant written = Instant.now();
    private List<String> flags = List.of();
    private Path conf;
    private Reload reload;

    @BeforeEach
    void setUp() throws IOException {
        conf = Files.createDirectory(dir.resolve("conf"));
        write("microservice.yaml", "servicecomb.service.name: client\n");
        write("router.yaml", RULES.formatted("1.0.0"));
        begin();
    }

    private void begin() {
        reload = new Reload((ConfigResult.Loaded) load(RouteTable.NONE), this::load, taken::add);
    }

    private ConfigResult load(RouteTable lastGood) {
        return ConfigLoader.load(flags, Map.of("CHASSIS_HOME", dir.toString()), dir, Interfaces::ofMachine, lastGood);
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(conf.resolve(name), text);
        // The system's clock for files ticks every few milliseconds, and a test writes more often than that.
        written = written.plusSeconds(1);
        Files.setLastModifiedTime(file, FileTime.from(written));
    }

    private void look() {
        reload.look();
        reload.look();
    }

    private String version() {
        return taken.getLast()
                .routes()
                .of("orders")
                .rules()
                .getFirst()
                .routes()
                .getFirst()
                .subset()
                .version();
    }

    @Test
    void nothingIsTakenWithoutAChange() throws IOException {
        look();
        write("router.yaml", RULES.formatted("1.0.0"));
        look();
        assertThat(taken).as("written again, the same").isEmpty();
    }

    @Test
    void aChangeIsTakenWhenItStaysForALook() throws IOException {
        write("router.yaml", RULES.formatted("2.0.0"));
        reload.look();
        assertThat(taken).isEmpty();
        write("router.yaml", RULES.formatted("2.0.0-3.0.0"));
        reload.look();
        assertThat(taken).as("still being written").isEmpty();
        reload.look();
        assertThat(version()).isEqualTo("2.0.0-3.0.0");
        look();
        assertThat(taken).hasSize(1);
    }

    @Test
    void aNewFileCountsAndOneThatIsDeletedDoesNot() throws IOException {
        write("load_balancing.yaml", "cse.loadbalance.strategy.name: Random\n");
        look();
        assertThat(taken.getLast().consumer().forOthers().balance().strategy()).isEqualTo(Strategy.RANDOM);
        Files.delete(conf.resolve("load_balancing.yaml"));
        Files.delete(conf.resolve("router.yaml"));
        look();
        assertThat(taken.getLast()).isSameAs(GovernanceConfig.DEFAULT);
    }

    @Test
    void aFileThatIsReplacedAtOnceCounts() throws IOException {
        Path other = Files.writeString(dir.resolve("new"), RULES.formatted("3.0.0"));
        Files.move(other, conf.resolve("router.yaml"), StandardCopyOption.ATOMIC_MOVE);
        look();
        assertThat(version()).isEqualTo("3.0.0");
    }

    /** As Kubernetes does it with a ConfigMap. */
    @Test
    void aSwappedLinkCounts() throws IOException {
        Path first = Files.createDirectory(dir.resolve("first"));
        Path second = Files.createDirectory(dir.resolve("second"));
        Files.writeString(first.resolve("router.yaml"), RULES.formatted("4.0.0"));
        Files.writeString(second.resolve("router.yaml"), RULES.formatted("5.0.0"));
        Files.createSymbolicLink(conf.resolve("data"), first);
        Files.delete(conf.resolve("router.yaml"));
        Files.createSymbolicLink(conf.resolve("router.yaml"), Path.of("data/router.yaml"));
        look();
        assertThat(version()).isEqualTo("4.0.0");
        Files.createSymbolicLink(conf.resolve("data_tmp"), second);
        Files.move(conf.resolve("data_tmp"), conf.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        look();
        assertThat(version()).isEqualTo("5.0.0");
    }

    @Test
    void aBadChangeChangesNothing() throws IOException {
        write("router.yaml", "cse.loadbalance.strategy.name: Best\n");
        look();
        assertThat(taken).isEmpty();
        write("router.yaml", RULES.formatted("2.0.0"));
        look();
        assertThat(version()).isEqualTo("2.0.0");
    }

    @Test
    void theLastGoodRulesOfAServiceStay() throws IOException {
        write("router.yaml", RULES.formatted("2.0.0"));
        look();
        write("router.yaml", "servicecomb.routeRule: {orders: [{rout: x}], others: [{route: [{}]}]}\n");
        look();
        assertThat(version()).isEqualTo("2.0.0");
        assertThat(taken.getLast().routes().of("others").rules()).hasSize(1);
        KeyFingerprints written = ((ConfigResult.Loaded) load(RouteTable.NONE)).prints();
        assertThat(reload.inEffect().changed(written, true)).containsExactly("servicecomb.routeRule.orders");
    }

    /** It was loaded before, and Mesher takes a while to start. */
    @Test
    void aChangeBetweenLoadingAndWatchingCounts() throws IOException {
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) load(RouteTable.NONE);
        write("router.yaml", RULES.formatted("9.0.0"));
        reload = new Reload(loaded, this::load, taken::add);
        look();
        assertThat(version()).isEqualTo("9.0.0");
    }

    @Test
    void aFileOfAnyNameThatAFlagGivesIsWatched() throws IOException {
        Files.writeString(dir.resolve("mine.conf"), "mesher.ejection.enabled: true\n");
        flags = List.of("--config", "mine.conf");
        begin();
        look();
        Files.writeString(dir.resolve("mine.conf"), "mesher.ejection.enabled: false\n");
        look();
        assertThat(taken.getLast().consumer().forOthers().ejection().enabled()).isFalse();
    }

    @Test
    void whatMeansTheSameIsNotTakenAgain() throws IOException {
        write("router.yaml", RULES.formatted("1.0.0") + "# behind the rules, whose places stay\n");
        look();
        assertThat(taken).isEmpty();
    }

    @Test
    void theZoneStaysUntilARestart() throws IOException {
        write("chassis.yaml", "region: {name: north, availableZone: z1}\n");
        write("router.yaml", RULES.formatted("2.0.0"));
        look();
        assertThat(version()).isEqualTo("2.0.0");
        assertThat(taken.getLast().zone()).isEqualTo(Zone.UNKNOWN);
    }

    @Test
    void aFileThatIsGoneForAWhileCountsAgain() throws IOException {
        Files.delete(conf.resolve("router.yaml"));
        look();
        assertThat(taken.getLast().routes()).isEqualTo(RouteTable.NONE);
        write("router.yaml", RULES.formatted("1.0.0"));
        look();
        assertThat(version()).isEqualTo("1.0.0");
    }

    @Test
    void countsWhatBecameOfChanges() throws IOException {
        long start = System.currentTimeMillis();
        begin();
        ReloadStatus first = reload.status();
        assertThat(first).isEqualTo(new ReloadStatus(0, 0, first.lastGood(), false));
        assertThat(first.lastGood()).isBetween(start, System.currentTimeMillis());
        look();
        assertThat(reload.status()).as("no change").isEqualTo(first);
        write("router.yaml", "cse.loadbalance.strategy.name: Best\n");
        look();
        assertThat(reload.status()).isEqualTo(new ReloadStatus(0, 1, first.lastGood(), true));
        write("router.yaml", RULES.formatted("2.0.0"));
        look();
        ReloadStatus good = reload.status();
        assertThat(good).isEqualTo(new ReloadStatus(1, 1, good.lastGood(), false));
        assertThat(good.lastGood()).isGreaterThanOrEqualTo(first.lastGood());
        write("router.yaml", "servicecomb.routeRule: {orders: [{rout: x}], others: [{route: [{}]}]}\n");
        look();
        assertThat(reload.status()).as("some rules refused").isEqualTo(new ReloadStatus(1, 2, good.lastGood(), true));
    }

    @Test
    void aStartWithRefusedRulesCountsAsRefused() throws IOException {
        write("router.yaml", "servicecomb.routeRule: {orders: [{rout: x}]}\n");
        begin();
        assertThat(reload.status().lastRefused()).isTrue();
        assertThat(reload.status().refused()).isZero();
    }

    @Test
    @Timeout(600)
    void theThreadTakesChangesUntilItIsClosed() throws IOException {
        List<GovernanceConfig> seen = new CopyOnWriteArrayList<>();
        try (Reload started = new Reload((ConfigResult.Loaded) load(RouteTable.NONE), this::load, seen::add)) {
            started.start();
            write("router.yaml", RULES.formatted("6.0.0"));
            await().until(() -> !seen.isEmpty());
            assertThat(seen).hasSize(1);
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("reload")));
    }

    /** Later ones are taken all the same. */
    @Test
    @Timeout(600)
    void aDefectCostsOneChangeOnly() throws IOException {
        List<GovernanceConfig> seen = new CopyOnWriteArrayList<>();
        AtomicBoolean failed = new AtomicBoolean();
        Function<RouteTable, ConfigResult> failing = lastGood -> {
            if (!failed.getAndSet(true)) {
                throw new IllegalStateException("of this test");
            }
            return load(lastGood);
        };
        try (Reload started = new Reload((ConfigResult.Loaded) load(RouteTable.NONE), failing, seen::add)) {
            started.start();
            write("router.yaml", RULES.formatted("6.0.0"));
            await().until(failed::get);
            assertThat(seen).isEmpty();
            await().until(() -> started.status().refused() == 1);
            write("router.yaml", RULES.formatted("7.0.0"));
            await().until(() -> !seen.isEmpty());
        }
    }
}
