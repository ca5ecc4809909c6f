package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.Condition;
import io.mesher.control.admin.source.ReadyState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code /readyz}; with {@code ?verbose} also what Mesher needs, a line each. The status is the same with and without it. */
public record ReadyResource(Supplier<ReadyState> readiness, Supplier<List<Condition>> conditions) implements Resource {
    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        boolean verbose = request.parameter("verbose") != null;
        answer.accept(
                switch (readiness.get()) {
                    case ReadyState.Ready() -> AdminResponse.text(200, text("ready", verbose));
                    case ReadyState.NotReady(String reason) -> AdminResponse.text(503, text(reason, verbose));
                });
    }

    private String text(String state, boolean verbose) {
        if (!verbose) {
            return state;
        }
        StringBuilder lines = new StringBuilder(state).append('\n');
        for (Condition condition : conditions.get()) {
            lines.append(condition.line()).append('\n');
        }
        return lines.toString();
    }
}
