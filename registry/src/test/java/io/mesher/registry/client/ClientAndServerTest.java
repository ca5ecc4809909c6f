package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.RunningClient.Options;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of the registry, over real sockets. */
@Timeout(600)
class ClientAndServerTest {
    @TempDir
    Path directory;

    @BeforeEach
    void clearLog() {
        CapturedLog.clear();
    }

    private RunningRegistry registry(String name, int port) {
        return new RunningRegistry(directory.resolve(name), port, null);
    }

    private RunningClient client(Endpoint registry, String name, int port, Options options) {
        return new RunningClient(registry, directory.resolve(name + port), name, port, options);
    }

    @Test
    void findsWhatAnotherClientRegistered() {
        try (RunningRegistry registry = registry("r", 0);
                RunningClient provider = client(registry.address(), "order", 7001, Options.QUICK);
                RunningClient consumer = client(registry.address(), "web", 0, Options.QUICK)) {
            assertThat(consumer.lookUp("ghost")).isEqualTo(new LookupResult.NoSuchService());
            consumer.awaitFound("order", 1);
            assertThat(consumer.ports("order")).containsExactly(7001);
            assertThat(consumer.client()
                            .snapshot()
                            .find("order")
                            .newest()
                            .getFirst()
                            .version())
                    .isEqualTo("1.0.0");
            assertThat(provider.lookUp("web")).as("only calls others").isEqualTo(new LookupResult.Found());
            assertThat(provider.ports("web")).isEmpty();
        }
    }

    @Test
    void findsServicesOfOtherApplicationsWhereTheyAllowIt() {
        ServiceIdentity open = new ServiceIdentity("open", "billing", "1.0.0", "");
        ServiceIdentity closed = new ServiceIdentity("closed", "billing", "1.0.0", "");
        try (RunningRegistry registry = registry("r", 0);
                RunningClient web = client(registry.address(), "web", 7003, Options.WATCHING);
                RunningClient first = new RunningClient(
                        registry.address(), directory.resolve("open"), open, true, 7001, Options.QUICK);
                RunningClient second = new RunningClient(
                        registry.address(), directory.resolve("closed"), closed, false, 7002, Options.QUICK)) {
            // Its own word that it is registered: before that the registry doesn't know who asks, and shows all.
            web.awaitFound("web", 1);
            first.awaitFound("open", 1);
            second.awaitFound("closed", 1);
            assertThat(web.lookUp("open")).isEqualTo(new LookupResult.NoSuchService());
            assertThat(web.lookUp("billing", "open")).isEqualTo(new LookupResult.Found());
            assertThat(web.lookUp("billing", "closed")).isEqualTo(new LookupResult.Found());
            assertThat(web.ports("billing", "open")).containsExactly(7001);
            assertThat(web.ports("billing", "closed")).isEmpty();
            try (RunningClient third = new RunningClient(
                    registry.address(), directory.resolve("open2"), open, true, 7004, Options.QUICK)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> web.ports("billing", "open").equals(List.of(7001, 7004)));
                third.unregister();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> web.ports("billing", "open").equals(List.of(7001)));
            }
        }
    }

    @Test
    void hearsOfChangesByTheWatch() {
        try (RunningRegistry registry = registry("r", 0);
                RunningClient first = client(registry.address(), "order", 7001, Options.QUICK);
                RunningClient consumer = client(registry.address(), "web", 0, Options.WATCHING)) {
            consumer.awaitFound("order", 1);
            try (RunningClient second = client(registry.address(), "order", 7002, Options.QUICK)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> consumer.ports("order").equals(List.of(7001, 7002)));
                second.unregister();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> consumer.ports("order").equals(List.of(7001)));
            }
            first.unregister();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> consumer.ports("order").isEmpty());
        }
    }

    @Test
    void losesNothingWhenTheRegistryComesBackEmpty() {
        RunningRegistry before = registry("r1", 0);
        Endpoint address = before.address();
        try (RunningClient provider = client(address, "order", 7001, Options.QUICK);
                RunningClient consumer = client(address, "web", 0, Options.QUICK)) {
            consumer.awaitFound("order", 1);
            before.close();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> CapturedLog.lines("no address answers").size() >= 2);
            assertThat(consumer.ports("order")).containsExactly(7001);
            assertThat(provider.lookUp("cart")).isInstanceOf(LookupResult.Unavailable.class);
            try (RunningRegistry after = registry("r2", address.port())) {
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    assertThat(consumer.ports("order")).containsExactly(7001);
                    return CapturedLog.lines("INFO registered ").size() >= 4;
                });
                try (RunningClient late = client(after.address(), "late", 0, Options.QUICK)) {
                    late.awaitFound("order", 1);
                }
            }
        }
    }

    @Test
    void startsWithoutTheRegistryByWhatItKnewBefore() {
        RunningRegistry registry = registry("r", 0);
        Endpoint address = registry.address();
        try (RunningClient provider = client(address, "order", 7001, Options.QUICK)) {
            try (RunningClient consumer = client(address, "web", 0, Options.QUICK)) {
                consumer.awaitFound("order", 1);
                consumer.unregister();
            }
            registry.close();
            try (RunningClient again = client(address, "web", 0, Options.QUICK)) {
                assertThat(again.lookUp("order")).isEqualTo(new LookupResult.Found());
                assertThat(again.ports("order")).containsExactly(7001);
                assertThat(provider.ports("order")).isEmpty();
            }
        }
    }

    @Test
    void logsInWhereTheRegistryWantsIt() {
        Account account = new Account("mesher", "a long secret");
        Options options = new Options(Duration.ofMillis(300), true, HeartbeatMode.REQUEST, account);
        try (RunningRegistry registry = new RunningRegistry(directory.resolve("r"), 0, account);
                RunningClient provider = client(registry.address(), "order", 7001, options);
                RunningClient stranger = client(registry.address(), "stranger", 0, Options.QUICK)) {
            provider.awaitFound("order", 1);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !CapturedLog.lines("cannot look for the service stranger")
                            .isEmpty());
            assertThat(CapturedLog.lines("cannot look for the service stranger").getFirst())
                    .contains("401", "servicecomb.credentials.account");
            assertThat(stranger.lookUp("order")).isInstanceOf(LookupResult.Unavailable.class);
        }
    }

    @Test
    void keepsItsLeaseByWebSocket() {
        Options options = new Options(Duration.ofMillis(300), false, HeartbeatMode.WEB_SOCKET, null);
        try (RunningRegistry registry = registry("r", 0);
                RunningClient provider = client(registry.address(), "order", 7001, options)) {
            provider.awaitFound("order", 1);
            assertThat(CapturedLog.lines("accepts no heartbeat by WebSocket")).isEmpty();
        }
    }
}
