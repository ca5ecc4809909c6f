package io.mesher.registry.client.call;

import io.mesher.base.retry.Backoff;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.net.client.CallResponse;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs in, where an account is configured, and keeps the token. */
public final class TokenKeeper {
    /** A registry's token lasts 12 h unless it says otherwise, and what it says only it can read. */
    static final Duration RENEWAL = Duration.ofHours(10);

    /** Registries block an account after a few wrong passwords, for everybody who uses it. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final String TARGET = "/v4/token";
    private static final Logger log = LoggerFactory.getLogger(TokenKeeper.class);

    private final Timing timing;
    private final Failover failover;
    private final @Nullable Account account;
    private final Duration timeout;
    private final Backoff pause;
    /** One of the waiting calls must not cost the others their answer. */
    private final DefectGuard guard;

    private final List<Consumer<Admission>> waiting = new ArrayList<>();
    private boolean underWay;
    /** Null before the first log-in and after a 401. */
    private @Nullable Admission granted;

    private long grantedAt;
    private @Nullable Admission denied;
    private long deniedUntil;

    public TokenKeeper(
            Timing timing, Failover failover, @Nullable Account account, Duration timeout, RandomGenerator random) {
        this.timing = timing;
        this.failover = failover;
        this.account = account;
        this.timeout = timeout;
        this.pause = new Backoff(BackoffPolicy.doubling(FIRST_PAUSE, LONGEST_PAUSE), random);
        this.guard = DefectGuard.reporting(timing);
    }

    /** Gives what is there, possibly at once, or what the log-in brings. */
    void admit(Consumer<Admission> next) {
        long now = timing.now();
        if (account == null) {
            next.accept(Admission.granted(""));
        } else if (granted != null && now - grantedAt < RENEWAL.toNanos()) {
            next.accept(granted);
        } else if (denied != null && now - deniedUntil < 0) {
            next.accept(denied);
        } else {
            waiting.add(next);
            if (!underWay) {
                logIn(account);
            }
        }
    }

    /**
     * The registry answered 401.
     *
     * @return whether to try again with what {@link #admit} gives then
     */
    boolean refused(String authorization) {
        if (granted != null && granted.authorization().equals(authorization)) {
            granted = null;
        }
        return account != null;
    }

    private void logIn(Account as) {
        underWay = true;
        byte[] body = JsonText.object(json -> {
            JsonText.always(json, "name", as.name());
            JsonText.always(json, "password", as.password());
        });
        failover.send(ApiCall.of("POST", TARGET, body), "", timing.now() + timeout.toNanos(), outcome -> {
            underWay = false;
            release(read(outcome, as));
        });
    }

    /** A defect in the reading of an answer is worth no answer: calls wait for one. */
    private Admission read(CallOutcome outcome, Account as) {
        try {
            return admission(outcome, as);
        } catch (RuntimeException | StackOverflowError | LinkageError defect) {
            timing.reportDefect(defect);
            return untold(Failover.DEFECT);
        }
    }

    private void release(Admission admission) {
        List<Consumer<Admission>> released = List.copyOf(waiting);
        waiting.clear();
        released.forEach(next -> guard.run(() -> next.accept(admission)));
    }

    private Admission admission(CallOutcome outcome, Account as) {
        return switch (outcome.kind()) {
            case ANSWER -> answered((CallOutcome.Answer) outcome, as);
            case UNREADABLE ->
                untold("log-in at " + ((CallOutcome.Unreadable) outcome).address() + ": " + outcome.cause());
            case NO_ANSWER, DENIED -> untold(outcome.cause());
        };
    }

    private Admission answered(CallOutcome.Answer answer, Account as) {
        CallResponse response = answer.response();
        int status = response.status();
        if (status == 200) {
            String token = token(response.body());
            return token.isEmpty()
                    ? untold("log-in at " + answer.address() + ": an answer without a token")
                    : grant("Authorization: Bearer " + token + "\r\n");
        }
        if (status == 404) {
            log.info(
                    "registry at {} has no log-in (POST {}: 404), so servicecomb.credentials.account isn't used",
                    answer.address(),
                    TARGET);
            return grant("");
        }
        if (status == 401 || status == 403) {
            return deny("registry at " + answer.address() + " refuses the account " + as.name() + " (" + status
                    + ErrorAdvice.told(response.body())
                    + "): check servicecomb.credentials.account.name and servicecomb.credentials.account.password");
        }
        return untold("log-in at " + answer.address() + ": status " + status);
    }

    private Admission grant(String authorization) {
        pause.reset();
        denied = null;
        granted = Admission.granted(authorization);
        grantedAt = timing.now();
        return granted;
    }

    private Admission deny(String cause) {
        granted = null;
        if (denied == null || !denied.cause().equals(cause)) {
            log.error("{}", cause);
        }
        denied = Admission.denied(cause);
        deniedUntil = timing.now() + pause.next();
        return denied;
    }

    /** A token that is only old is better than none. */
    private Admission untold(String cause) {
        return granted != null ? granted : Admission.noAnswer(cause);
    }

    private static String token(byte[] body) {
        String[] token = {""};
        try {
            JsonReader.document(body, json -> {
                json.object(name -> {
                    if (name.equals("token")) {
                        token[0] = json.string();
                    } else {
                        json.skip();
                    }
                });
                return token;
            });
        } catch (BadJson _) {
            return "";
        }
        return isFieldValue(token[0]) ? token[0] : "";
    }

    /** It goes into a field, where a line's end would begin another. */
    private static boolean isFieldValue(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
