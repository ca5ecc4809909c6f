package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.net.client.CallRequest;
import io.mesher.registry.client.call.AddressPool;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverTest {
    private static final String PROBE = "GET /v4/default/registry/health/readiness";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        fixture.addresses = List.of(ClientFixture.FIRST, ClientFixture.SECOND);
        registry = fixture.registry;
        registry.hasUp("order", 1);
        registry.hasUp("cart", 1);
    }

    private List<String> hosts() {
        return registry.requests.stream().map(CallRequest::host).toList();
    }

    @Test
    void keepsToOneAddressWhileItAnswers() {
        fixture.started().lookUp("order");
        fixture.advanceSeconds(100);
        assertThat(hosts()).containsOnly("127.0.0.1");
    }

    @Test
    void passesOverAnAddressThatRefusesConnections() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(registry.knowsInstance).isTrue();
        registry.requests.clear();
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Found());
        assertThat(hosts()).containsOnly("127.0.0.2");
        assertThat(CapturedLog.lines("continuing with 127.0.0.2:30100")).hasSize(1);
    }

    @Test
    void leavesTimeForTheNextAddressWhenOneHangs() {
        registry.hanging.add(ClientFixture.FIRST);
        fixture.start();
        AtomicReference<LookupResult> result = fixture.ask("order");
        fixture.advanceSeconds(2);
        assertThat(result.get()).isEqualTo(new LookupResult.Found());
    }

    @Test
    void tellsOfTheStoreThatIsAwayAndUsesTheOtherAddress() {
        fixture.started();
        Reply unavailable = Reply.error("500011", "Registry service is unavailable", "");
        Reply none = Reply.error("400012", "Micro-service does not exist", "provider does not exist");
        registry.overrides.put("GET /instances?", request -> request.host().equals("127.0.0.1") ? unavailable : none);
        assertThat(fixture.lookUp("ghost")).isEqualTo(new LookupResult.NoSuchService());
        assertThat(hosts())
                .as("the last one for the list of all services")
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.2");
        assertThat(CapturedLog.lines("it isn't available")).hasSize(1);
    }

    @Test
    void probesTheAddressThatFailedAndTakes404ForAlive() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.started();
        fixture.advanceSeconds(38);
        assertThat(registry.requests(PROBE)).hasSize(2);
        registry.refusing.clear();
        fixture.advanceSeconds(15);
        assertThat(CapturedLog.lines("registry at 127.0.0.1:30100 answers again"))
                .hasSize(1);
        registry.requests.clear();
        fixture.advanceSeconds(60);
        assertThat(registry.requests(PROBE)).as("nothing left to probe").isEmpty();
        assertThat(hosts()).as("no reason to change").containsOnly("127.0.0.2");
    }

    @Test
    void triesAllAddressesInTurnAndNoOtherWhenNoneAnswers() {
        registry.refusing.addAll(fixture.addresses);
        fixture.start();
        fixture.advanceSeconds(120);
        assertThat(hosts()).containsOnly("127.0.0.1", "127.0.0.2");
        assertThat(registry.requests).extracting(CallRequest::port).containsOnly(30100);
        assertThat(CapturedLog.lines("WARN")).as("one line per change").hasSize(2);
        assertThat(fixture.lookUp("order")).isInstanceOf(LookupResult.Unavailable.class);
        registry.refusing.remove(ClientFixture.SECOND);
        fixture.advanceSeconds(30);
        assertThat(registry.knowsInstance).isTrue();
    }

    @Test
    void keepsTheNextAddressInMind() {
        AddressPool pool = new AddressPool(List.of(new Endpoint("a", 1), new Endpoint("b", 1), new Endpoint("c", 1)));
        assertThat(pool.failed(new Endpoint("a", 1))).isTrue();
        assertThat(pool.failed(new Endpoint("a", 1))).isFalse();
        assertThat(pool.candidates()).extracting(Endpoint::host).containsExactly("b", "c");
        pool.failed(new Endpoint("b", 1));
        pool.failed(new Endpoint("c", 1));
        assertThat(pool.candidates()).extracting(Endpoint::host).containsExactly("a", "b", "c");
        assertThat(pool.answered(new Endpoint("b", 1))).isTrue();
        assertThat(pool.candidates()).extracting(Endpoint::host).containsExactly("b");
    }
}
