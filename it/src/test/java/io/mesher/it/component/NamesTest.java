package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that write hosts in lower case, as URL libraries do, call services that have capital letters. */
@Timeout(600)
class NamesTest {
    private Application account;
    private Application orders;
    private MesherProcess mesher;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        account = Application.saying("account");
        orders = Application.saying("orders");
        mesher = new MesherSetup(home)
                .service("AccountService", account.address())
                .service("Orders", orders.address())
                .service("ORDERS", account.address())
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        mesher.close();
        account.close();
        orders.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountService", "accountservice", "ACCOUNTSERVICE:80"})
    void aServiceIsFoundWhateverTheCase(String host) throws IOException {
        Message answer = mesher.get("http://" + host + "/x");

        assertThat(answer.text()).isEqualTo("account");
        assertThat(mesher.admin("/metrics").text())
                .contains("destination=\"AccountService\"")
                .doesNotContain("\"accountservice\"", "\"ACCOUNTSERVICE\"");
    }

    @Test
    void theExactSpellingWins() throws IOException {
        assertThat(mesher.get("http://Orders/").text()).isEqualTo("orders");
        assertThat(mesher.get("http://ORDERS/").text()).isEqualTo("account");
    }

    @Test
    void theAnswerNamesASimilarService() throws IOException {
        Message answer = mesher.get("http://account-servce/");

        assertThat(answer.value("x-mesher-code")).isEqualTo("service.unknown");
        assertThat(answer.text()).contains("Did you mean \"AccountService\"?");
    }

    @Test
    void ofSeveralSpellingsTheAnswerNamesAll() throws IOException {
        Message answer = mesher.get("http://orders/");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.value("x-mesher-code")).isEqualTo("service.ambiguous");
        assertThat(answer.text()).contains("\"ORDERS\", \"Orders\"");
    }
}
