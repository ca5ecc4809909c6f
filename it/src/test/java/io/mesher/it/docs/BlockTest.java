package io.mesher.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.it.docs.Block.Action;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static Block block(String text) {
        return new Block("a.md:1", "sh", text);
    }

    @Test
    void commandsRunAtThePromptUnlessATerminalIsNamed() {
        assertThat(block("curl x\n").action()).isEqualTo(new Action.Run("curl x\n"));
        assertThat(block("# terminal 1: a server\nserve\n").action())
                .isEqualTo(new Action.Start("1", "# terminal 1: a server\nserve\n"));
        assertThat(block("# terminal 1: Ctrl-C\n").action()).isEqualTo(new Action.End("1"));
    }

    @Test
    void aTerminalWithoutCommandsIsAMistake() {
        assertThatThrownBy(() -> block("# terminal 1\n").action()).hasMessageContaining("a.md:1");
        assertThatThrownBy(() -> block("# terminal 1: Ctrl-C\nserve\n").action())
                .hasMessageContaining("a.md:1");
    }

    @Test
    void shownLinesAreInTheOutputInTheirOrder() {
        String output = "one\ntwo 2 zwei\r\nthree\n";
        assertThat(block("one\n…\nthree\n").missingIn(output)).isEmpty();
        assertThat(block("two … zwei\n").missingIn(output)).isEmpty();
        assertThat(block("three\none\n").missingIn(output)).hasValue("one");
        assertThat(block("two\n").missingIn(output)).hasValue("two");
        assertThat(block("one\none\n").missingIn(output)).hasValue("one");
    }
}
