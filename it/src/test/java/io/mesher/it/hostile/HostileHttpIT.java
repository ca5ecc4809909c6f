package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.hostile.Case.Side;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All raw cases, through the forward proxy, the reverse proxy and to the admin port of one small Mesher. */
@Timeout(600)
class HostileHttpIT {
    /** Cases that fail today, each with its reason. Nothing of base or sec may stand here. */
    private static final Map<String, String> KNOWN = Map.of();

    @TempDir
    private static Path folder;

    private static Recorder backend;
    private static Recorder victim;
    private static MesherProcess mesher;

    @BeforeAll
    static void start() throws IOException {
        backend = Recorder.start();
        victim = Recorder.start();
        mesher = MesherProcess.start(folder, List.of(backend), "");
    }

    @AfterAll
    static void stop() throws Exception {
        mesher.close();
        backend.close();
        victim.close();
    }

    @Test
    void nothingAmbiguousPassesTheForwardProxy() throws IOException {
        run(Side.OUTGOING, mesher.outgoing());
    }

    @Test
    void nothingAmbiguousPassesTheReverseProxy() throws IOException {
        run(Side.INCOMING, mesher.incoming());
    }

    @Test
    void nothingForgedPassesTheAdminPort() throws IOException {
        run(Side.ADMIN, mesher.admin());
    }

    private static void run(Side side, InetSocketAddress address) throws IOException {
        Lane lane = new Lane(side, address, backend, victim);
        List<String> table = new ArrayList<>();
        Map<Case.Kind, int[]> score = new TreeMap<>();
        for (Case one : cases()) {
            if (!one.isFor(side)) {
                continue;
            }
            List<String> failures = lane.run(one);
            int[] passedOf = score.computeIfAbsent(one.kind, _ -> new int[2]);
            passedOf[0] += failures.isEmpty() ? 1 : 0;
            passedOf[1]++;
            if (!KNOWN.containsKey(one.toString()) || one.kind == Case.Kind.BASE || one.kind == Case.Kind.SEC) {
                table.addAll(failures);
            }
        }
        score.forEach((kind, passedOf) -> System.out.printf("%s %s: %d/%d%n", side, kind, passedOf[0], passedOf[1]));
        mesher.assertUnharmed();
        assertThat(table).as("class name (side) | expected | seen").isEmpty();
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(OrdinaryCases.all());
        cases.addAll(SmugglingCases.all());
        cases.addAll(SyntaxCases.all());
        cases.addAll(TargetCases.all());
        cases.addAll(HopByHopCases.all());
        cases.addAll(ResponseCases.all());
        cases.addAll(AdminCases.all());
        return cases;
    }
}
