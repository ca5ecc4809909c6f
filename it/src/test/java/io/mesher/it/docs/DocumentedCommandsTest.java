package io.mesher.it.docs;

import io.mesher.it.docs.Block.Action;
import io.mesher.it.peer.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who follows a document word for word gets what it shows. */
@Timeout(600)
class DocumentedCommandsTest {
    @TempDir
    private static Path built;

    private static Product product;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() throws Exception {
        Peers.require("curl");
        Peers.require("python3");
        product = Product.in(built);
    }

    @Test
    void theApplicationOfYourOwnInTheReadme() throws Exception {
        follow(Document.read("README.md", Set.of("## An application of your own", "## Look inside")));
    }

    @Test
    void theQuickStart() throws Exception {
        follow(Document.read("docs/quick-start.md"));
    }

    @Test
    void theScenarios() throws Exception {
        follow(Document.read("docs/scenarios.md"));
    }

    private void follow(Document document) throws IOException, InterruptedException {
        Ports.awaitFree(document);
        List<Block> blocks = document.blocks();
        try (Desk desk = new Desk(product, Files.createDirectory(folder.resolve("mesher-clone")))) {
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).isCommands()) {
                    boolean shown = i + 1 < blocks.size() && blocks.get(i + 1).isOutput();
                    perform(desk, blocks.get(i), shown ? Optional.of(blocks.get(i + 1)) : Optional.empty());
                }
            }
        }
    }

    private static void perform(Desk desk, Block block, Optional<Block> shown)
            throws IOException, InterruptedException {
        switch (block.action()) {
            case Action.Run(String commands) -> {
                String output = desk.run(block.place(), onLoopback(commands));
                shown.flatMap(text -> loopback(text).missingIn(output)).ifPresent(line -> {
                    throw new AssertionError(
                            block.place() + ": the output lacks: " + line + "\n" + output + desk.screens());
                });
            }
            case Action.Start(String terminal, String commands) -> {
                desk.start(block.place(), terminal, onLoopback(commands), Map.of());
                // What comes next needs it.
                desk.awaitOutput(
                        loopback(shown.orElseThrow(() -> new AssertionError(
                                block.place() + ": nothing says by which output a reader sees that it runs"))),
                        terminal);
            }
            case Action.End(String terminal) -> desk.end(block.place(), terminal);
        }
    }

    /** Addresses of several machines become several of this one. */
    private static String onLoopback(String text) {
        return text.replace("10.0.0.", "127.0.0.");
    }

    private static Block loopback(Block block) {
        return new Block(block.place(), block.language(), onLoopback(block.text()));
    }
}
