package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPolicyTest {
    private static final List<String> ALLOWED = List.of("Mesher.example", "192.0.2.7", "[2001:db8::7]");

    @ParameterizedTest
    @CsvSource({
        // listen address, host, allowed
        "127.0.0.1, localhost, true",
        "127.0.0.1, LocalHost, true",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.255.3.4, true",
        "127.0.0.1, ::1, true",
        "127.0.0.1, 0:0:0:0:0:0:0:1, true",
        "127.0.0.1, ::ffff:127.0.0.1, true",
        "127.0.0.1, mesher.example, true",
        "127.0.0.1, MESHER.EXAMPLE, true",
        "127.0.0.1, 192.0.2.7, true",
        "127.0.0.1, 2001:DB8:0::7, true",
        // HTTP/1.0 only.
        "127.0.0.1, '', true",
        "127.0.0.1, evil.example, false",
        "127.0.0.1, localhost., false",
        "127.0.0.1, localhost.evil.example, false",
        "127.0.0.1, 127.0.0.1.evil.example, false",
        "127.0.0.1, 127.0.0.evil, false",
        "127.0.0.1, 127.0.0.256, false",
        "127.0.0.1, 127.1, false",
        "127.0.0.1, 2130706433, false",
        "127.0.0.1, 0x7f.0.0.1, false",
        "127.0.0.1, sub.mesher.example, false",
        "127.0.0.1, 0.0.0.0, false",
        "127.0.0.1, ::, false",
        "127.0.0.1, 10.0.0.1, false",
        "127.0.0.1, ::1::1, false",
        "::1, 127.0.0.1, true",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, ::ffff:10.0.0.1, true",
        "10.0.0.1, 127.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1, true",
        "2001:db8::1, 2001:db8::2, false",
        // On all addresses: whichever it is reached by.
        "0.0.0.0, 10.0.0.1, true",
        "0.0.0.0, 2001:db8::1, true",
        "::, 10.0.0.1, true",
        "0.0.0.0, evil.example, false",
        "0.0.0.0, '', true",
        "10.0.0.1, '', true",
    })
    void allowsHosts(String listen, String host, boolean allowed) {
        assertThat(policy(listen).allows(host)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        // listen address, host of the request, origin, allowed
        "127.0.0.1, localhost, http://localhost:30102, true",
        "127.0.0.1, localhost, http://localhost, true",
        "127.0.0.1, localhost, https://127.0.0.1:1, true",
        "127.0.0.1, localhost, http://[::1]:30102, true",
        "127.0.0.1, localhost, http://[::1], true",
        "127.0.0.1, localhost, http://MESHER.example:8080, true",
        "127.0.0.1, localhost, null, false",
        "127.0.0.1, localhost, '', false",
        "127.0.0.1, localhost, localhost, false",
        "127.0.0.1, localhost, http://evil.example, false",
        "127.0.0.1, localhost, http://localhost.evil.example, false",
        "127.0.0.1, localhost, http://localhost@evil.example, false",
        "127.0.0.1, localhost, http://evil.example#localhost, false",
        "127.0.0.1, localhost, http://localhost:80@evil.example, false",
        "127.0.0.1, localhost, http://localhost:, false",
        "127.0.0.1, localhost, http://localhost/, false",
        "127.0.0.1, localhost, http://localhost http://evil.example, false",
        "127.0.0.1, localhost, file://localhost, false",
        "127.0.0.1, localhost, http://, false",
        // A host that is an address may be called by any of them, but a page from another address is another's page.
        "0.0.0.0, 10.0.0.1, http://10.0.0.1:30102, true",
        "0.0.0.0, 10.0.0.1, http://10.0.0.2:30102, false",
        "0.0.0.0, localhost, http://10.0.0.2:30102, false",
        "0.0.0.0, 2001:db8::1, http://[2001:db8:0::1]:30102, true",
    })
    void allowsOrigins(String listen, String host, String origin, boolean allowed) {
        assertThat(policy(listen).allowsOrigin(origin, host)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.8.8, true",
        "::1, true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "2001:db8::1, false"
    })
    void knowsWhetherOnlyThisMachineCanConnect(String listen, boolean only) {
        assertThat(policy(listen).isLoopbackOnly()).isEqualTo(only);
    }

    private static HostPolicy policy(String listen) {
        return HostPolicy.of(listen, ALLOWED);
    }
}
