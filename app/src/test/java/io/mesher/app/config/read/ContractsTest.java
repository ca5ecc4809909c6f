package io.mesher.app.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.app.config.ConfigResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a service's contracts are found. */
class ContractsTest {
    @TempDir
    Path dir;

    private ConfigDir config() {
        return new ConfigDir(dir).named();
    }

    private static Map<String, String> contracts(ConfigDir config) {
        return ((ConfigResult.Loaded) config.load()).config().registration().contracts();
    }

    @Test
    void theyAreBelowTheDirectoryOfTheConfiguration() throws IOException {
        assertThat(contracts(config().file("conf/orders/schema/first.yaml", "swagger: '2.0'\n")
                        .file("conf/orders/schema/second.v1.yaml", "größe")
                        .file("conf/orders/schema/readme.txt", "no")
                        .file("conf/others/schema/third.yaml", "no")))
                .isEqualTo(Map.of("first", "swagger: '2.0'\n", "second.v1", "größe"));
    }

    @Test
    void thereMayBeNone() {
        assertThat(contracts(config())).isEmpty();
    }

    @Test
    void schemaRootNamesAnotherPlace() throws IOException {
        ConfigDir config = config().file("conf/orders/schema/a.yaml", "no").file("root/orders/schema/b.yaml", "yes");
        assertThat(contracts(config.env("SCHEMA_ROOT", "root"))).isEqualTo(Map.of("b", "yes"));
        assertThat(config.env("SCHEMA_ROOT", "nowhere").told())
                .containsExactly(
                        "warning: environment SCHEMA_ROOT: nowhere: no such directory, so there are no contracts"
                                + " (expected: one that holds <service>/schema/*.yaml)");
    }

    @Test
    void theyCanBeSwitchedOff() throws IOException {
        assertThat(contracts(config().file("chassis.yaml", "servicecomb.registry.uploadSchema: false")
                        .file("conf/orders/schema/a.yaml", "no")))
                .isEmpty();
    }

    @Test
    void whatIsNoneIsLeftOutWithAWarning() throws IOException {
        ConfigDir config = config().file("conf/orders/schema/a b.yaml", "x")
                .file("conf/orders/schema/bytes.yaml", new byte[] {(byte) 0xff})
                .file("conf/orders/schema/empty.yaml", "")
                .file("conf/orders/schema/good.yaml", "x")
                .file("conf/orders/schema/large.yaml", "x".repeat(512 * 1024 + 1));
        assertThat(config.told())
                .containsExactly(
                        "warning: conf/orders/schema/a b.yaml: the contract is left out: the name of a contract has 1 to 160"
                                + " letters, digits and . - _",
                        "warning: conf/orders/schema/bytes.yaml: the contract is left out: it is not UTF-8",
                        "warning: conf/orders/schema/empty.yaml: the contract is left out: a contract has 1 to 524288"
                                + " bytes",
                        "warning: conf/orders/schema/large.yaml: the contract is left out: a contract has 1 to 524288"
                                + " bytes");
        assertThat(contracts(config)).isEqualTo(Map.of("good", "x"));
    }

    @Test
    void allOfThemTogetherAreBounded() throws IOException {
        ConfigDir config = config();
        for (int i = 0; i < 9; i++) {
            config.file("conf/orders/schema/c" + i + ".yaml", "x".repeat(512 * 1024));
        }
        assertThat(config.told())
                .containsExactly(
                        "warning: conf/orders/schema/c8.yaml: the contract is left out: a service's contracts have"
                                + " 4194304 characters at most");
        assertThat(contracts(config)).hasSize(8);
    }
}
