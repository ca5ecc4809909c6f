package io.mesher.registry.client.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.registry.client.answer.EndpointText;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.find.InstanceFilter.Judgement;
import io.mesher.registry.client.find.InstanceFilter.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceFilterTest {
    private static Judgement judge(String status, String version, String... endpoints) {
        return judged(null, status, version, endpoints);
    }

    private static Judgement judged(@Nullable String tlsName, String status, String version, String... endpoints) {
        return InstanceFilter.judge(
                new ListedInstance("id", status, version, List.of(endpoints), InstanceTraits.NONE, false), tlsName);
    }

    private static Reason reason(Judgement verdict) {
        return ((Judgement.NotUsable) verdict).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UP", "up", "TESTING", "Testing"})
    void takesInstancesThatAreUpOrTested(String status) {
        assertThat(judge(status, "1.0", "rest://h:1")).isInstanceOf(Judgement.Usable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOWN", "STARTING", "OUTOFSERVICE", "UNKNOWN", ""})
    void takesNoOthers(String status) {
        assertThat(reason(judge(status, "1.0", "rest://h:1"))).isEqualTo(Reason.STATUS);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(reason(judge("UP", "1.0"))).isEqualTo(Reason.NO_REST_ENDPOINT);
        assertThat(reason(judge("UP", "1.0", "grpc://h:1"))).isEqualTo(Reason.NO_REST_ENDPOINT);
        assertThat(reason(judge("UP", "1.0", "rest://h"))).isEqualTo(Reason.BAD_ENDPOINT);
        assertThat(reason(judge("UP", "1.0", "rest://h:1?sslEnabled=true"))).isEqualTo(Reason.TLS);
        assertThat(reason(judge("UP", "1.0", "rest://h:1?urlPrefix=shop"))).isEqualTo(Reason.BAD_PREFIX);
        assertThat(reason(judge("UP", "", "rest://h:1"))).isEqualTo(Reason.NO_VERSION);
    }

    @Test
    void takesTheFirstEndpointThatWillDo() {
        Judgement verdict =
                judge("UP", "1.0", "rest-admin://h:1", "rest://h:2?sslEnabled=true", "rest://h:3", "rest://h:4");
        assertThat(((Judgement.Usable) verdict).instance().endpoint().port()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "rest://10.0.0.1:80, rest, 10.0.0.1, 80, false",
        "rest://10.0.0.1:80/, rest, 10.0.0.1, 80, false",
        "REST://my-host.local:65535/path?a=b, rest, my-host.local, 65535, false",
        "rest://[2001:db8::1]:8080?sslEnabled=true, rest, 2001:db8::1, 8080, true",
        "rest://h:1/?x=1&SSLENABLED=TRUE, rest, h, 1, true",
    })
    void readsEndpoints(String text, String scheme, String host, int port, boolean tls) {
        EndpointText endpoint = EndpointText.parse(text);
        assertThat(endpoint.scheme()).isEqualTo(scheme);
        assertThat(endpoint.endpoint().host()).isEqualTo(host);
        assertThat(endpoint.endpoint().port()).isEqualTo(port);
        assertThat(endpoint.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @CsvSource({
        "rest://h:1, h:1",
        "rest://h:1/shop, h:1",
        "rest://h:1?urlPrefix=, h:1",
        "rest://h:1?urlPrefix=/shop, h:1/shop",
        "rest://h:1/?sslEnabled=false&urlPrefix=%2Fshop%2Fnow%2F&a=b, h:1/shop/now",
        "rest://h:1?urlprefix=/shop&urlPrefix=/other, h:1/shop",
        "rest://h:1?x=urlPrefix=/shop, h:1",
    })
    void readsThePathBelowWhichTheApplicationServes(String text, String endpoint) {
        EndpointText read = EndpointText.parse(text);
        assertThat(read.endpoint()).hasToString(endpoint);
        assertThat(read.badPrefix()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rest://h:1?urlPrefix=shop",
                "rest://h:1?urlPrefix=/a b",
                "rest://h:1?urlPrefix=/a%0d%0aX",
                "rest://h:1?urlPrefix=/%",
                "rest://h:1?urlPrefix=/a%2F..%2Fb"
            })
    void refusesOthers(String text) {
        assertThat(EndpointText.parse(text).badPrefix()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rest",
                "rest://",
                "rest://:80",
                "rest://h:",
                "rest://h:0",
                "rest://h:65536",
                "rest://h:123456",
                "rest://h:8a",
                "rest://a b:80",
                "rest://a\r\nX:80",
                "rest://2001:db8::1:80x",
                "://h:1",
                "rest://u@h:1",
                "rest://[]:1"
            })
    void refusesWhatIsNoEndpoint(String text) {
        assertThat(EndpointText.parse(text)).isNull();
    }

    @Test
    void takesAnEndpointWithTlsWhereItCanBeCalled() {
        Judgement judgement = judged("shop", "UP", "1.0", "rest://10.0.0.1:8443?sslEnabled=true");
        assertThat(((Judgement.Usable) judgement).instance().endpoint())
                .isEqualTo(new Endpoint("10.0.0.1", 8443).secured("shop"));
    }

    @Test
    void neverTakesAnEndpointWithTlsForAPlainOne() {
        assertThat(reason(judge("UP", "1.0", "rest://10.0.0.1:8443?sslEnabled=true")))
                .isEqualTo(Reason.TLS);
        Judgement plain = judged("shop", "UP", "1.0", "rest://10.0.0.1:8080");
        assertThat(((Judgement.Usable) plain).instance().endpoint().tlsName()).isNull();
    }
}
