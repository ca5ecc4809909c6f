package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.LogControl;
import io.mesher.control.answer.Json;
import io.mesher.core.config.LogConfig.Level;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /v1/mesher/log}: the log's level, changed for a while. */
public final class LogResource implements Resource {
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final LogControl log;
    private final Timer timer;
    /** When the configured level comes back; null: not by itself. */
    private @Nullable Instant until;

    public LogResource(LogControl log, EventLoop loop) {
        this.log = log;
        this.timer = loop.timer(this::back);
    }

    private void back() {
        until = null;
        log.set(log.configured(), null);
    }

    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        answer.accept(request.changes() ? change(request) : state());
    }

    private AdminResponse change(AdminRequest request) {
        JsonFields fields = JsonFields.read(request, List.of("level", "for"));
        String problem = fields.problem();
        if (problem != null) {
            return AdminResponse.text(400, problem);
        }
        Level level = level(fields.values().getOrDefault("level", ""));
        if (level == null) {
            return AdminResponse.text(400, "level: missing or unknown (expected: debug, info, warn or error)\n");
        }
        String time = fields.values().get("for");
        Duration duration = time == null ? USUAL : duration(time);
        if (duration == null) {
            return AdminResponse.text(
                    400, "for: not a duration (expected: 1s to 24h, such as 30s, 5m or 1h; empty: until a restart)\n");
        }
        set(level, duration);
        return state();
    }

    private void set(Level level, Duration duration) {
        timer.clear();
        until = null;
        if (level != log.configured() && !duration.isZero()) {
            timer.set(duration.toNanos());
            until = Instant.now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
        }
        log.set(level, until);
    }

    private AdminResponse state() {
        Instant end = until;
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeStringProperty("level", text(log.present()));
            json.writeStringProperty("configured", text(log.configured()));
            if (end != null) {
                json.writeStringProperty("until", end.toString());
            }
            json.writeEndObject();
        }));
    }

    private static String text(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Level level(String text) {
        for (Level level : Level.values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return level;
            }
        }
        return null;
    }

    /** Zero for an empty text; null for what is no time in the bounds. */
    private static @Nullable Duration duration(String text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        int digits = text.length() - 1;
        if (digits < 1 || digits > 6) {
            return null;
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            number = number * 10 + c - '0';
        }
        long seconds = switch (text.charAt(digits)) {
            case 's' -> number;
            case 'm' -> number * 60;
            case 'h' -> number * 3600;
            default -> 0;
        };
        return seconds < 1 || seconds > LONGEST.toSeconds() ? null : Duration.ofSeconds(seconds);
    }
}
