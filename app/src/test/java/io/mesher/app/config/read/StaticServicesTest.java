package io.mesher.app.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.MesherConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticServicesTest {
    @TempDir
    private Path dir;

    @Test
    void endpointsAreAListOrAText() throws IOException {
        MesherConfig config =
                new ConfigDir(dir).named().file("mesher.yaml", """
                        mesher:
                          services:
                            list: [10.0.0.5:8080, Backend.Example:8081, "[fd00::1]:8082"]
                            text: 10.0.0.5:8080,10.0.0.6:8080
                            none: []
                            empty: ""
                            a.b: {c: [10.0.0.7:1]}
                            Case_1: [svc_1:1]
                            secure: ["10.0.0.8:8443?sslEnabled=true", "10.0.0.9:8443?SSLENABLED=TRUE"]
                            absent:
                        """).config();
        assertThat(config.staticServices())
                .containsOnlyKeys("list", "text", "none", "empty", "a.b.c", "Case_1", "secure");
        assertThat(config.staticServices().get("secure"))
                .containsExactly(
                        new Endpoint("10.0.0.8", 8443).secured("secure"),
                        new Endpoint("10.0.0.9", 8443).secured("secure"));
        assertThat(config.staticServices().get("list"))
                .containsExactly(
                        new Endpoint("10.0.0.5", 8080),
                        new Endpoint("backend.example", 8081),
                        new Endpoint("fd00::1", 8082));
        assertThat(config.staticServices().get("text")).hasSize(2);
        assertThat(config.staticServices().get("none")).isEmpty();
        assertThat(config.staticServices().get("empty")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.5 | s: 10.0.0.5: no port (expected: EXPECTED)",
                "10.0.0.5:0 | s: 10.0.0.5:0: bad port (expected: a port from 1 to 65535)",
                "10.0.0.5:65536 | s: 10.0.0.5:65536: bad port (expected: a port from 1 to 65535)",
                "http://a:1 | s: http://a:1: a URL (expected: EXPECTED)",
                ":80 | s: :80: no host (expected: EXPECTED)",
                "a b:80 | s: a b:80: neither a host name nor an IP address (expected: EXPECTED)",
                "user@a:80 | s: user@a:80: neither a host name nor an IP address (expected: EXPECTED)",
                "10.0.0.256:80 | s: 10.0.0.256:80: neither a host name nor an IP address (expected: EXPECTED)",
                "010.0.0.1:80 | s: 010.0.0.1:80: neither a host name nor an IP address (expected: EXPECTED)",
                "fd00::1:80 | s: fd00::1:80: more than one colon (expected: EXPECTED; IPv6 in brackets: [fd00::1]:30101)",
            })
    void wrongEndpointsAreTold(String endpoint, String message) throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher.services:\n  s:\n    - good:1\n    - '" + endpoint + "'\n")
                        .problems())
                .containsExactly("error: conf/mesher.yaml:4: mesher.services."
                        + message.replace(
                                "EXPECTED", "host:port, such as 10.0.0.5:8080, or host:port?sslEnabled=true"));
    }

    @Test
    void anEndpointTwiceIsTakenOnce() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher.services:\n  s: [a:1, b:1,\n    A:1]\n")
                        .config("warning: conf/mesher.yaml:3: mesher.services.s: A:1: twice in the list, taken once")
                        .staticServices()
                        .get("s"))
                .hasSize(2);
    }

    @Test
    void namesThatNoUrlCanCarryAreRefused() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher.services:\n  a b: []\n  a/b: []")
                        .problems())
                .containsExactly(
                        "error: conf/mesher.yaml:2: mesher.services.a b: a b: not the name of a service (expected: letters,"
                                + " digits and . - _ as in a URL's host)",
                        "error: conf/mesher.yaml:3: mesher.services.a/b: a/b: not the name of a service (expected: letters,"
                                + " digits and . - _ as in a URL's host)");
    }

    @Test
    void aValueInPlaceOfTheServicesIsRefused() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("mesher.yaml", "mesher:\n  services: [a:1]")
                        .problems())
                .containsExactly("error: conf/mesher.yaml:2: mesher.services: a value (expected: keys below it, such as"
                        + " mesher.services.<service>)");
    }
}
