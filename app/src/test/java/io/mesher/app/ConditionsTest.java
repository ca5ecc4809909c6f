package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.read.Interfaces;
import io.mesher.control.admin.source.Condition;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.telemetry.RegistryStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
    private static final long SECOND = 1000;

    @TempDir
    private Path dir;

    private MesherConfig config(String name) {
        ConfigResult loaded = ConfigLoader.load(
                List.of(),
                Map.of("CHASSIS_HOME", dir.toString(), "CAS_COMPONENT_NAME", name),
                dir,
                Interfaces::ofMachine);
        return ((ConfigResult.Loaded) loaded).config();
    }

    private static RegistryStatus status(long registeredSince, long staleSince, long lastHeartbeat) {
        return new RegistryStatus(
                "10.0.0.1:30100",
                staleSince,
                new RegistryStatus.Registration(registeredSince, 1),
                new RegistryStatus.Heartbeats(0, lastHeartbeat, 0, 0),
                false,
                0,
                0,
                new RegistryStatus.LookUps(0, 0, 0, 0),
                new RegistryStatus.Pulls(0, 0, 0));
    }

    private Conditions conditions(@Nullable RegistryStatus status, boolean leaving, boolean refused) {
        return new Conditions(config("orders"), status, null, null, leaving, refused, "");
    }

    private static List<String> lines(Conditions conditions) {
        return conditions.all().stream().map(Condition::line).toList();
    }

    @Test
    void aRegisteredMesherShowsSinceWhenAndTheLastAnswer() {
        Conditions good = conditions(status(SECOND, 0, 2 * SECOND), false, false);
        assertThat(lines(good))
                .containsExactly(
                        "[+] registered: since 1970-01-01T00:00:01Z",
                        "[+] registry: 10.0.0.1:30100, last answer 1970-01-01T00:00:02Z",
                        "[+] rules: nothing in the files was refused");
        assertThat(good.registrationComplaint()).isEmpty();
        assertThat(Reminder.text(good.all())).isEmpty();
    }

    @Test
    void aRegistryThatNeverAnsweredIsNamedWithTheTime() {
        Conditions bad = conditions(status(0, SECOND, 0), false, true);
        assertThat(lines(bad))
                .startsWith(
                        "[-] registered: no registry answers",
                        "[-] registry: no answer from 10.0.0.1:30100 since 1970-01-01T00:00:01Z; it has not answered since"
                                + " the start")
                .last()
                .asString()
                .startsWith("[-] rules: something in the files was refused");
        assertThat(bad.registrationComplaint()).isEqualTo("not registered: no registry answers");
        assertThat(Reminder.text(bad.all()))
                .startsWith("registered: no registry answers; registry: no answer from 10.0.0.1:30100");
    }

    @Test
    void aRegistrationThatTheRegistryDoesNotConfirmIsWrong() {
        assertThat(conditions(status(0, 0, 0), false, false).registrationComplaint())
                .isEqualTo(
                        "not registered: the registry at 10.0.0.1:30100 has not confirmed the registration; the log names"
                                + " errors");
    }

    @Test
    void whatNeedNotBeRegisteredIsNotMissed() {
        assertThat(lines(conditions(null, false, false)))
                .containsExactly("[+] rules: nothing in the files was refused");
        assertThat(conditions(null, false, false).registrationComplaint()).isEmpty();
        assertThat(lines(conditions(status(0, 0, 0), true, false)))
                .first()
                .isEqualTo("[+] registered: no, because Mesher is draining");
        Conditions unnamed = new Conditions(config(""), status(0, 0, 0), null, null, false, false, "");
        assertThat(unnamed.registrationComplaint()).isEmpty();
        assertThat(unnamed.all().getFirst().good()).isTrue();
    }

    @Test
    void aMesherThatNeedsTheRegistryIsReadyOnlyWhileItIsRegistered() {
        Lifecycle lifecycle = new Lifecycle();
        lifecycle.enter(Lifecycle.Phase.SERVING);
        String[] complaint = {"not registered: no registry answers"};
        lifecycle.dependOnRegistry(() -> complaint[0]);
        assertThat(lifecycle.readiness()).hasToString("NotReady[reason=not registered: no registry answers]");
        complaint[0] = "";
        assertThat(lifecycle.readiness()).hasToString("Ready[]");
    }

    @Test
    void anUnknownServiceIsNamedButNoFault() {
        Conditions conditions =
                new Conditions(config("orders"), null, null, null, false, false, "a: no service is called shoop");

        assertThat(conditions.all())
                .allMatch(Condition::good)
                .anyMatch(condition -> condition.text().contains("shoop"));
    }
}
