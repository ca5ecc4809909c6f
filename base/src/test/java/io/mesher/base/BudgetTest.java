package io.mesher.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void givesNoMoreThanItHas() {
        Budget budget = new Budget(10);
        assertThat(budget.take(7)).isTrue();
        assertThat(budget.take(4)).isFalse();
        assertThat(budget.take(3)).isTrue();
        assertThat(budget.take(1)).isFalse();
        budget.giveBack(7);
        assertThat(budget.take(8)).isFalse();
        assertThat(budget.take(7)).isTrue();
        assertThat(budget.maxBytes()).isEqualTo(10);
    }
}
