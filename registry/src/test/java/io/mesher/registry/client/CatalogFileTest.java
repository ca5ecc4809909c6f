package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.file.Disk;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.find.Lookups;
import io.mesher.registry.client.keep.CatalogFile;
import io.mesher.registry.log.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    private static final LookupResult FOUND = new LookupResult.Found();

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("catalog-shop-web.json");
    }

    /** An earlier run that knew three instances of {@code order}, and has ended. */
    private void ranBefore() {
        ClientFixture before = new ClientFixture(directory);
        before.registry.hasUp("order", 3);
        before.started().lookUp("order");
        before.client.close();
        before.timing.run();
    }

    @Test
    void writesWhatIsKnownSoonAfterAChange() throws IOException {
        ClientFixture fixture = new ClientFixture(directory.resolve("new/deep"));
        fixture.registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        Path file = directory.resolve("new/deep/catalog-shop-web.json");
        assertThat(file).doesNotExist();
        fixture.advanceSeconds(2);
        assertThat(Files.readString(file))
                .isEqualTo("{\"app\":\"shop\",\"services\":[{\"name\":\"order\",\"instances\":[{\"id\":\"i0\","
                        + "\"version\":\"1.0.0\",\"host\":\"10.0.0.1\",\"port\":1000,"
                        + "\"properties\":{\"a\":\"1\"}}]}]}");
    }

    @Test
    void writesNothingWhileNothingChanges() throws IOException {
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(5);
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file(), old);
        fixture.advanceSeconds(200);
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(old);
    }

    @Test
    void keepsThePathBelowWhichAnInstanceServes() {
        ClientFixture before = new ClientFixture(directory);
        before.registry.has("order", FakeRegistry.instance("a", "UP", "1.0", "rest://10.0.0.1:80?urlPrefix=/shop"));
        before.started().lookUp("order");
        before.client.close();
        before.timing.run();

        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        fixture.lookUp("order");

        assertThat(fixture.client.snapshot().find("order").instances())
                .extracting(Instance::endpoint)
                .containsExactly(new Endpoint("10.0.0.1", 80, "/shop"));
    }

    @Test
    void findsServicesOfAnEarlierRunWhileTheRegistryIsAway() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(fixture.ids("order")).as("only if the registry can't tell").isNull();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1", "i2");
        assertThat(fixture.lookUp("cart")).isInstanceOf(LookupResult.Unavailable.class);
    }

    @Test
    void doesNotWaitForARegistryThatIsKnownToBeAway() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hanging.add(ClientFixture.FIRST);
        fixture.start();
        fixture.advanceSeconds(4);
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
    }

    @Test
    void waitsOnlyASecondForARegistryThatHangs() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hanging.add(ClientFixture.FIRST);
        fixture.start();
        AtomicReference<LookupResult> result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(900));
        assertThat(result.get()).isNull();
        fixture.advance(Duration.ofMillis(200));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1", "i2");
        fixture.advanceSeconds(5);
        assertThat(fixture.ids("order")).hasSize(3);
    }

    @Test
    void takesTheAnswerThatComesLaterOverTheFile() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hasUp("order", 2);
        fixture.registry.hanging.add(ClientFixture.FIRST);
        fixture.start();
        fixture.ask("order");
        fixture.advanceSeconds(2);
        assertThat(fixture.ids("order")).hasSize(3);
        fixture.registry.hanging.clear();
        fixture.advanceSeconds(30);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1");
    }

    @Test
    void findsWhatItKnewWhileUnknownNamesTakeAllPlacesOfAHangingRegistry() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hanging.add(ClientFixture.FIRST);
        fixture.start();
        for (int i = 0; i < Lookups.MAX_UNDER_WAY + Lookups.MAX_WAITING; i++) {
            fixture.ask("name" + i);
        }
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
    }

    @Test
    void findsWhatItKnewAgainWithoutBeingAsked() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.hasUp("order", 1);
        fixture.start();
        assertThat(fixture.ids("order"))
                .as("the registry is believed over the file")
                .containsExactly("i0");
    }

    @Test
    void keepsWhatTheFileSaysUntilTheRegistryHasSaidTwiceThatThereIsNothing() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.start();
        assertThat(fixture.ids("order")).hasSize(3);
        fixture.advanceSeconds(36);
        assertThat(fixture.ids("order")).isNull();
    }

    @Test
    void keepsWhatTheFileSaysWhileTheRegistryFillsAgain() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.has("order");
        fixture.start();
        fixture.registry.hasUp("order", 3);
        fixture.advanceSeconds(100);
        assertThat(fixture.ids("order")).hasSize(3);
    }

    @Test
    void doesNotUseTheFileOfAnotherApplication() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.self = new ServiceIdentity("web", "other", "1.0.0", "");
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(fixture.lookUp("order")).isInstanceOf(LookupResult.Unavailable.class);
    }

    @Test
    void sharesTheDirectoryWithOtherServices() {
        ranBefore();
        ClientFixture other = new ClientFixture(directory);
        other.self = new ServiceIdentity("front/end", "shop", "1.0.0", "");
        other.registry.hasUp("cart", 1);
        other.started().lookUp("cart");
        other.client.close();
        other.timing.run();
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("catalog-shop-web.json", "catalog-shop-front_end.json");
        ClientFixture fixture = new ClientFixture(directory);
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.lookUp("cart")).isInstanceOf(LookupResult.Unavailable.class);
    }

    @Test
    void writesNothingIntoWhatAnotherInstanceIsWriting() throws IOException {
        Files.createDirectory(directory.resolve("catalog-shop-web.json.new"));
        Files.createDirectory(directory.resolve("catalog.json.new"));
        ranBefore();
        assertThat(file()).isRegularFile();
    }

    @Test
    void setsCorruptFileAside() throws IOException {
        Files.writeString(file(), "{\"app\":\"shop\",\"services\":[{\"na");
        ClientFixture fixture = new ClientFixture(directory).start();
        assertThat(directory.resolve("catalog-shop-web.json.corrupt")).exists();
        assertThat(file()).doesNotExist();
        assertThat(CapturedLog.lines("catalog-shop-web.json.corrupt"))
                .singleElement()
                .asString()
                .startsWith("WARN");
        fixture.registry.hasUp("order", 1);
        fixture.lookUp("order");
        fixture.advanceSeconds(3);
        assertThat(file()).exists();
    }

    @Test
    void warnsOnceWhenItCannotWrite() throws IOException {
        Path notADirectory = Files.writeString(directory.resolve("taken"), "");
        ClientFixture fixture = new ClientFixture(notADirectory);
        fixture.registry.hasUp("order", 1);
        fixture.registry.hasUp("cart", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(5);
        fixture.lookUp("cart");
        fixture.advanceSeconds(5);
        assertThat(CapturedLog.lines("can't be written")).hasSize(1);
        assertThat(fixture.ids("cart")).hasSize(1);
    }

    @Test
    void prefersConfiguredServiceOverTheFile() {
        ranBefore();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("order", List.of(new Endpoint("10.9.9.9", 80))));
        fixture.start();
        fixture.advanceSeconds(40);
        assertThat(fixture.ids("order")).containsExactly("10.9.9.9:80");
        assertThat(fixture.registry.requests("POST /instances/action")).isEmpty();
    }

    @Test
    void triesAgainWhatItCouldNotWriteThoughNothingChanges() throws IOException {
        Path folder = Files.writeString(directory.resolve("taken"), "");
        ClientFixture fixture = new ClientFixture(folder);
        fixture.registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(5);
        Files.delete(folder);
        fixture.advanceSeconds(14);
        assertThat(folder.resolve("catalog-shop-web.json")).exists();
    }

    @Test
    void theLoopNeverWaitsForTheDisk() {
        List<Runnable> waiting = new ArrayList<>();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.disk = waiting::add;
        fixture.registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(2);
        assertThat(waiting).hasSize(1);
        fixture.registry.hasUp("cart", 1);
        fixture.lookUp("cart");
        fixture.advanceSeconds(60);
        assertThat(file()).doesNotExist();
        assertThat(waiting).as("no further task while one hangs").hasSize(1);
        waiting.removeFirst().run();
        assertThat(file()).content().contains("order").doesNotContain("cart");
        fixture.advanceSeconds(3);
        waiting.removeFirst().run();
        assertThat(file()).content().contains("order", "cart");
    }

    @Test
    void anEndLeavesNothingUnsavedWhileAnEarlierWriteIsUnderWay() {
        List<Runnable> waiting = new ArrayList<>();
        ClientFixture fixture = new ClientFixture(directory);
        fixture.disk = waiting::add;
        fixture.registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        fixture.advanceSeconds(2);
        fixture.registry.hasUp("cart", 1);
        fixture.lookUp("cart");
        fixture.client.close();
        fixture.timing.run();
        waiting.forEach(Runnable::run);
        assertThat(file()).content().contains("order", "cart");
    }

    @Test
    void whereverTheProcessEndsTheFileIsWholeAndTheNextRunTidies() throws IOException {
        ServiceIdentity self = new ServiceIdentity("web", "shop", "1.0.0", "");
        ServiceName order = ServiceName.of("shop", "order", "shop");
        ServiceName cart = ServiceName.of("shop", "cart", "shop");
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            assertThat(catalog(self, 0, new Disk()).write(Map.of(order, List.of())))
                    .isTrue();
            done = writeInSteps(self, steps, Map.of(cart, List.of()));
            CatalogFile next = catalog(self, Duration.ofMinutes(2).toMillis(), new Disk());
            assertThat(next.load()).as("after %d steps", steps).containsOnlyKeys(done ? cart : order);
            assertThat(next.write(Map.of(order, List.of()))).isTrue();
            assertThat(directory.toFile().list()).containsExactly("catalog-shop-web.json");
            assertThat(steps).isLessThan(20);
        }
        assertThat(CapturedLog.lines("catalog-shop-web")).isEmpty();
    }

    @Test
    void leavesAloneWhatAnotherInstanceMayBeWriting() throws IOException {
        Path young = Files.writeString(directory.resolve("catalog-shop-web.1a2b.new"), "{");
        CatalogFile file = catalog(new ServiceIdentity("web", "shop", "1.0.0", ""), 0, new Disk());
        assertThat(file.write(Map.of())).isTrue();
        assertThat(young).exists();
    }

    private CatalogFile catalog(ServiceIdentity self, long millisLater, Disk disk) {
        return new CatalogFile(directory, self, () -> System.currentTimeMillis() + millisLater, disk);
    }

    /** False where the process ended before it was done. */
    private boolean writeInSteps(ServiceIdentity self, int steps, Map<ServiceName, List<Instance>> services) {
        AtomicInteger left = new AtomicInteger(steps);
        Disk ending = new Disk(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new AssertionError("the process has ended");
            }
        });
        try {
            return catalog(self, 0, ending).write(services);
        } catch (AssertionError _) {
            return false;
        }
    }
}
