package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.ManualClock;
import io.mesher.net.pool.NameResolver.Resolution;
import io.mesher.net.stream.ByteStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses of a name, one after the other. */
class ConnectorTest {
    private final EventLoop loop = new EventLoop("test", failure -> {
        throw new AssertionError(failure);
    });
    private final ManualClock clock = new ManualClock(loop);
    private final FakeOpener opener = new FakeOpener();
    private final List<String> heard = new ArrayList<>();
    private final Connector connector = new Connector(loop, opener, new Owner(), 1_000_000_000L);

    @AfterEach
    void close() {
        loop.close();
    }

    private void resolved(String... literals) {
        InetSocketAddress[] addresses = Arrays.stream(literals)
                .map(literal -> new InetSocketAddress(InetAddress.ofLiteral(literal), 80))
                .toArray(InetSocketAddress[]::new);
        connector.onResolved(new Resolution.Found(addresses));
        clock.runTasks();
    }

    @Test
    void theNextAddressIsTriedWhenOneFails() {
        resolved("10.0.0.1", "10.0.0.2");
        assertThat(opener.tried()).containsExactly("10.0.0.1");
        opener.begun.getFirst().fails();
        assertThat(opener.tried()).containsExactly("10.0.0.1", "10.0.0.2");
        opener.begun.getLast().stands();
        assertThat(heard).containsExactly("connected");
    }

    @Test
    @DisplayName("RFC 8305 §5: the next address after a delay, while the one before goes on")
    void theNextAddressIsTriedWhenOneTakesLong() {
        resolved("10.0.0.1", "10.0.0.2", "10.0.0.3");
        clock.advance(Duration.ofMillis(300));
        assertThat(opener.tried()).containsExactly("10.0.0.1", "10.0.0.2");
        opener.begun.getFirst().stands();
        assertThat(heard).containsExactly("connected");
        assertThat(opener.begun.getLast().closed).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(opener.tried()).hasSize(2);
        assertThat(heard).containsExactly("connected");
    }

    @Test
    void itFailsWhenAllAddressesHave() {
        resolved("10.0.0.1", "10.0.0.2");
        clock.advance(Duration.ofMillis(300));
        opener.begun.getFirst().fails();
        assertThat(heard).isEmpty();
        opener.begun.getLast().fails();
        assertThat(heard).containsExactly("REFUSED Connection refused");
    }

    @Test
    void itFailsAtOnceWhenAllAddressesDo() {
        opener.failsAtOnce = "no route";
        resolved("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(opener.tried()).hasSize(3);
        assertThat(heard).containsExactly("REFUSED no route");
    }

    @Test
    void theTimeForAllAddressesIsThatOfTheConnect() {
        resolved("10.0.0.1", "10.0.0.2");
        clock.advance(Duration.ofMillis(300));
        opener.failsAtOnce = "no route";
        clock.advance(Duration.ofMillis(500));
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(300));
        assertThat(heard).containsExactly("TIMED_OUT no answer within 1000 ms");
        assertThat(opener.begun).allMatch(begun -> begun.closed);
    }

    @Test
    void whatSecuresAConnectionTakesATimeOfItsOwn() {
        resolved("10.0.0.1", "10.0.0.2");
        opener.begun.getFirst().reached();
        clock.advance(Duration.ofSeconds(5));
        assertThat(heard).isEmpty();
        opener.begun.getFirst().stands();
        assertThat(heard).containsExactly("connected");
    }

    @Test
    void anotherAddressThatFailsLeavesTheOneThatIsBeingSecuredItsTime() {
        resolved("10.0.0.1", "10.0.0.2");
        clock.advance(Duration.ofMillis(300));
        opener.begun.getFirst().reached();
        opener.begun.getLast().fails();
        clock.advance(Duration.ofSeconds(5));
        assertThat(heard).isEmpty();
        opener.begun.getFirst().stands();
        assertThat(heard).containsExactly("connected");
    }

    @Test
    void whereSecuringFailsTheNextAddressHasTheWholeTime() {
        resolved("10.0.0.1", "10.0.0.2");
        opener.begun.getFirst().reached();
        clock.advance(Duration.ofSeconds(5));
        opener.begun.getFirst().fails();
        assertThat(opener.tried()).containsExactly("10.0.0.1", "10.0.0.2");
        clock.advance(Duration.ofMillis(900));
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(200));
        assertThat(heard).containsExactly("TIMED_OUT no answer within 1000 ms");
    }

    @Test
    void anAddressThatFailsAtOnceWhileAnotherIsUnderWayEndsNothing() {
        resolved("10.0.0.1", "10.0.0.2");
        opener.failsAtOnce = "no route";
        clock.advance(Duration.ofMillis(300));
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(800));
        assertThat(heard).containsExactly("TIMED_OUT no answer within 1000 ms");
    }

    @Test
    void aNameThatTakesTooLongToLookUpFails() {
        NameResolver closed = new NameResolver();
        closed.close();
        connector.resolve(closed, "a", 80, 0);
        clock.advance(Duration.ofMillis(1_100));
        assertThat(heard).containsExactly("TIMED_OUT no answer within 1000 ms");
        clock.runTasks();
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 10.0.0.1",
                "10.0.0.1 10.0.0.2 | 10.0.0.1 10.0.0.2",
                "10.0.0.1 10.0.0.2 10.0.0.3 ::1 ::2 | 10.0.0.1 ::1 10.0.0.2 10.0.0.3 ::2",
                "::1 ::2 10.0.0.1 | ::1 10.0.0.1 ::2",
                "::1 10.0.0.1 ::2 | ::1 10.0.0.1 ::2",
                "1.0.0.1 1.0.0.2 1.0.0.3 1.0.0.4 1.0.0.5 1.0.0.6 1.0.0.7 1.0.0.8 ::1 | 1.0.0.1 ::1 1.0.0.2 1.0.0.3 1.0.0.4 1.0.0.5 1.0.0.6 1.0.0.7",
            })
    @DisplayName("RFC 8305 §4: the second address is of the other family")
    void addressesAreTriedInAnOrderThatMeetsBothFamiliesEarly(String all, String ordered) {
        InetAddress[] addresses =
                Arrays.stream(all.split(" ", -1)).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        assertThat(NameResolver.inOrder(addresses, 80, 0))
                .extracting(InetSocketAddress::getAddress)
                .containsExactlyElementsOf(Arrays.stream(ordered.split(" ", -1))
                        .map(InetAddress::ofLiteral)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10.0.0.1 ::1 10.0.0.2 10.0.0.3 ::2",
        "1, 10.0.0.2 ::2 10.0.0.3 10.0.0.1 ::1",
        "2, 10.0.0.3 ::1 10.0.0.1 10.0.0.2 ::2",
        "3, 10.0.0.1 ::2 10.0.0.2 10.0.0.3 ::1",
        "2147483647, 10.0.0.2 ::2 10.0.0.3 10.0.0.1 ::1",
        "-2147483648, 10.0.0.2 ::1 10.0.0.3 10.0.0.1 ::2",
    })
    void anotherAddressOfTheFamilyIsTriedFirstEachTime(int turn, String ordered) {
        InetAddress[] addresses = Stream.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "::1", "::2")
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
        assertThat(NameResolver.inOrder(addresses, 80, turn))
                .extracting(InetSocketAddress::getAddress)
                .containsExactlyElementsOf(Arrays.stream(ordered.split(" ", -1))
                        .map(InetAddress::ofLiteral)
                        .toList());
    }

    /** Of more than are tried in one connect, each has its turn. */
    @Test
    void allOfManyAddressesAreReached() {
        InetAddress[] addresses = IntStream.range(0, 20)
                .mapToObj(i -> InetAddress.ofLiteral("10.0.0." + i))
                .toArray(InetAddress[]::new);
        Set<InetSocketAddress> firsts = new HashSet<>();
        for (int turn = 0; turn < 20; turn++) {
            firsts.add(NameResolver.inOrder(addresses, 80, turn)[0]);
        }
        assertThat(firsts).hasSize(20);
    }

    private final class Owner implements Connector.Owner {
        @Override
        public void onConnected(ByteStream stream) {
            heard.add("connected");
        }

        @Override
        public void onConnectFailed(Connector.Failure how, ConnectFault fault) {
            heard.add(how + " " + fault.cause());
        }
    }
}
