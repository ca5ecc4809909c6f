package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.registry.client.call.ErrorAdvice;
import io.mesher.registry.client.call.ErrorAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorAdviceTest {
    @ParameterizedTest
    @CsvSource({
        "023-service-create-bad-name, servicecomb.service.name",
        "024-service-create-bad-version, servicecomb.service.version",
        "026-service-create-bad-env, servicecomb.service.environment",
        "083-instance-register-no-hostname, servicecomb.service.hostname",
        "084-instance-register-bad-status, servicecomb.service.status",
        "091-instance-register-dc-incomplete, region.name",
        "021-service-create-duplicate-other-id, another service has this name",
        "rbac-001-no-token, servicecomb.credentials.account.name",
        "rbac-010-token-unknown-user, servicecomb.credentials.account.password",
        "006-token-rbac-disabled, servicecomb.registry.address",
    })
    void namesTheKeyBehindARecordedError(String recording, String expected) {
        ErrorAnswer refusal = ErrorAnswer.of(Recordings.answer(recording));
        assertThat(ErrorAdvice.message("register", refusal))
                .startsWith("cannot register: registry at 127.0.0.1:30100 answered " + refusal.status())
                .contains(expected);
    }

    @Test
    void saysThatTheQuotaIsUsedUp() {
        ErrorAnswer refusal = new ErrorAnswer("at h:1", 400, "400100", "no quota for INSTANCE");
        assertThat(ErrorAdvice.message("register", refusal))
                .contains("400/400100: no quota for INSTANCE", "quota is used up");
    }

    @Test
    void asksForAnotherAddressIfWhatAnswersIsNoRegistry() {
        ErrorAnswer refusal = new ErrorAnswer("at 127.0.0.1:30101", 400, "", "");
        assertThat(ErrorAdvice.message("register", refusal)).contains("servicecomb.registry.address");
    }
}
