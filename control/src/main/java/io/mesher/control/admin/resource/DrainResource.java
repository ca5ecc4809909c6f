package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.DrainControl;
import io.mesher.control.admin.source.DrainControl.State;
import io.mesher.control.answer.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code /v1/mesher/drain}: out of service without an end, and back. */
public record DrainResource(DrainControl control) implements Resource {
    private static final String DRAIN = "drain";

    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        if (!request.changes()) {
            answer.accept(state(control.state()));
            return;
        }
        JsonFields fields = JsonFields.read(request, List.of(DRAIN));
        String problem = fields.problem();
        String value = fields.values().getOrDefault(DRAIN, "true");
        if (problem != null) {
            answer.accept(AdminResponse.text(400, problem));
        } else if (!value.equals("true") && !value.equals("false")) {
            answer.accept(AdminResponse.text(400, "drain: not a boolean (expected: true or false)\n"));
        } else if (control.state() == State.ENDING) {
            answer.accept(AdminResponse.text(409, "Mesher is shutting down, which can't be undone.\n"));
        } else {
            control.drain(value.equals("true"), () -> answer.accept(state(control.state())));
        }
    }

    private static AdminResponse state(State state) {
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeStringProperty("state", state.name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }));
    }
}
