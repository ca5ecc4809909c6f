package io.mesher.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceIdentityTest {
    @Test
    void aNameIsNotEmpty() {
        assertThatThrownBy(() -> new ServiceIdentity("", "default", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: empty (expected: a service name)");
    }

    @Test
    void onlyTheStandInNameIsUnnamed() {
        assertThat(new ServiceIdentity(ServiceIdentity.UNNAMED, "default", "", "").isUnnamed())
                .isTrue();
        assertThat(new ServiceIdentity("Unnamed", "default", "", "").isUnnamed())
                .isFalse();
    }
}
