package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.Budget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
    private static final int MAX_BYTES = 64 * 1024;

    private final ReplayBuffer buffer = new ReplayBuffer(new Budget(ReplayBuffer.LOOP_BYTES));

    @Test
    void keepsWhatWasAddedInOrderAndLeavesItToTheSender() {
        buffer.start(true);
        ByteBuffer piece = ByteBuffer.wrap("-one-".getBytes(StandardCharsets.US_ASCII), 1, 3);
        buffer.add(piece);
        assertThat(piece.remaining()).isEqualTo(3);
        add("two");
        assertThat(content()).isEqualTo("onetwo");
        assertThat(content()).as("read twice").isEqualTo("onetwo");
        assertThat(buffer.isComplete()).isTrue();
        assertThat(buffer.isEmpty()).isFalse();
    }

    @Test
    void isCompleteWhileNothingWasSent() {
        buffer.start(true);
        assertThat(buffer.isComplete()).isTrue();
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void keepsNothingThatIsNotWanted() {
        buffer.start(false);
        add("one");
        assertThat(buffer.isComplete()).isFalse();
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void keepsUpToItsBound() {
        buffer.start(true);
        add("x".repeat(MAX_BYTES - 1));
        add("y");
        assertThat(buffer.isComplete()).isTrue();
        assertThat(content()).hasSize(MAX_BYTES).endsWith("xy");
    }

    @Test
    void keepsNothingBeyondIt() {
        buffer.start(true);
        add("x".repeat(MAX_BYTES));
        add("y");
        add("z");
        assertThat(buffer.isComplete()).isFalse();
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(content()).isEmpty();
    }

    @Test
    void isUsedAgain() {
        buffer.start(true);
        add("first, which is longer");
        buffer.start(true);
        add("second");
        assertThat(content()).isEqualTo("second");
        buffer.drop();
        assertThat(buffer.isComplete()).isFalse();
        buffer.start(true);
        assertThat(buffer.isComplete()).isTrue();
        assertThat(content()).isEmpty();
    }

    private void add(String text) {
        buffer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String content() {
        return StandardCharsets.US_ASCII.decode(buffer.content()).toString();
    }
}
