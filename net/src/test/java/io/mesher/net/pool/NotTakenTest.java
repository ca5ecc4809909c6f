package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.FakeStream;
import io.mesher.net.http1.Messages;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Upstreams that take no bytes. */
class NotTakenTest {
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String LET_GO = "NotTaken[millis=60000]";

    private final StillPool at = new StillPool(1, 1, 0);

    @AfterEach
    void close() {
        at.close();
    }

    private FakeStream stream() {
        return at.begun(0).stream;
    }

    private Call call(Call call) {
        at.pool.acquire(call, UpstreamPool.Wanted.ANY);
        at.begun(0).stands();
        at.loop.releaseWriteBuffer();
        return call;
    }

    /** Of its body the upstream takes nothing. */
    private Call upload() {
        Call call = call(new Call("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n", false, null));
        stream().takes(0);
        send(call, "0123456789");
        return call;
    }

    private Call tunnel() {
        Call call = call(Call.websocket());
        at.receives(stream(), SWITCH);
        stream().takes(0);
        send(call, "0123456789");
        return call;
    }

    private void send(Call call, String bytes) {
        call.stream.body(Messages.buffer(bytes));
        at.loop.releaseWriteBuffer();
    }

    private void takes(int bytes) {
        stream().takes(bytes);
        stream().listener.onWritable();
        stream().takes(0);
    }

    private void pass(int seconds) {
        at.clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aRequestIsGivenUpWhenNoByteOfItIsTakenForTooLong() {
        Call call = upload();
        pass(59);
        assertThat(call.all()).isEqualTo("new | congested");
        pass(2);
        assertThat(call.all()).isEqualTo("new | congested | " + LET_GO);
        assertThat(stream().closed).isTrue();
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void eachByteThatIsTakenPutsItOff() {
        Call call = upload();
        for (int i = 0; i < 9; i++) {
            pass(50);
            takes(1);
        }
        assertThat(call.all()).isEqualTo("new | congested");
        pass(61);
        assertThat(call.all()).endsWith(LET_GO);
    }

    @Test
    void readinessWithoutProgressPutsNothingOff() {
        Call call = upload();
        pass(50);
        takes(0);
        pass(11);
        assertThat(call.all()).endsWith(LET_GO);
    }

    @Test
    void whoeverHasTakenAllMayTakeTheirTimeToAnswer() {
        Call call = upload();
        takes(1_000);
        pass(1_000);
        assertThat(call.all()).isEqualTo("new | congested | drained");
        send(call, "x");
        pass(59);
        assertThat(call.over).isFalse();
        pass(2);
        assertThat(call.all()).endsWith(LET_GO);
    }

    @Test
    void aResponseThatHadBegunBreaksOff() {
        Call call = upload();
        at.receives(stream(), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        pass(61);
        assertThat(call.all()).isEqualTo("new | congested | response 200 | ab | " + LET_GO);
    }

    @Test
    void aTunnelIsGivenUpToo() {
        Call call = tunnel();
        pass(61);
        assertThat(call.all()).isEqualTo("new | switch | congested | " + LET_GO);
        assertThat(stream().closed).isTrue();
    }

    @Test
    void aTunnelThatBothSidesHaveEndedClosesThoughItsLastBytesAreNeverTaken() {
        Call call = tunnel();
        call.stream.endTunnel();
        stream().receiveEnd();
        stream().listener.onReadable();
        assertThat(stream().closed).isFalse();
        pass(61);
        assertThat(stream().closed).isTrue();
        assertThat(call.all()).isEqualTo("new | switch | congested | tunnel end");
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void anUpstreamThatIsGoneIsNoticedWhileNothingIsReadFromIt() {
        Call call = upload();
        call.stream.bodyWanted(false);
        assertThat(stream().readWanted).isFalse();
        assertThat(stream().writeWanted).isTrue();
        stream().breakOff();
        stream().listener.onWritable();
        at.clock.runTasks();
        assertThat(call.all()).isEqualTo("new | congested | Closed[responseBegun=false, sent=true]");
    }

    @Test
    void whatAnUpstreamThatIsGoneSentBeforeMayBeReadSlowly() {
        Call call = upload();
        at.receives(stream(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
        stream().refuseWrites();
        stream().listener.onWritable();
        at.clock.runTasks();
        pass(61);
        at.receives(stream(), "b");
        assertThat(call.all()).isEqualTo("new | congested | response 200 | a | b | end 0");
    }

    @Test
    void anIdleConnectionIsClosedInItsOwnTime() {
        call(Call.get("/"));
        at.answers(stream());
        pass(29);
        assertThat(at.gauges()).isEqualTo("open 1, idle 1, waiting 0");
        pass(2);
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }
}
