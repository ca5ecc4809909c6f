package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.LoopConnections;
import io.mesher.control.admin.source.LoopConnections.Pool;
import io.mesher.control.admin.source.LoopConnections.ToListener;
import io.mesher.control.admin.source.LoopSource;
import io.mesher.control.answer.Json;
import io.mesher.control.answer.LoopQuery;
import io.mesher.net.listen.OpenConnection;
import io.mesher.net.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/mesher/connections}: those of callers and those to instances, by event loop. */
public record ConnectionsResource(List<LoopSource> sources, EventLoop home) implements Resource {
    /** Of all loops together, and as many pools. */
    private static final int MAX_LISTED = 1000;

    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        int max = Math.max(1, MAX_LISTED / Math.max(1, sources.size()));
        List<LoopQuery.Question<LoopConnections>> questions = new ArrayList<>();
        for (LoopSource source : sources) {
            questions.add(
                    new LoopQuery.Question<>(source.loop(), () -> source.look().apply(max)));
        }
        LoopQuery.ask(home, questions, seen -> answer.accept(answer(seen)));
    }

    private AdminResponse answer(List<Optional<LoopConnections>> seen) {
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("loops");
            for (int i = 0; i < sources.size(); i++) {
                json.writeStartObject();
                json.writeStringProperty("loop", sources.get(i).name());
                json.writeBooleanProperty("answered", seen.get(i).isPresent());
                seen.get(i).ifPresent(connections -> write(json, connections));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, LoopConnections connections) {
        json.writeArrayPropertyStart("listeners");
        for (ToListener listener : connections.listeners()) {
            json.writeStartObject();
            json.writeStringProperty("listener", listener.listener());
            json.writeNumberProperty("open", listener.open());
            json.writeArrayPropertyStart("connections");
            for (OpenConnection connection : listener.listed()) {
                json.writeStartObject();
                json.writeStringProperty("peer", connection.peer().getHostAddress());
                json.writeStringProperty("state", connection.state());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("poolCount", connections.poolCount());
        json.writeArrayPropertyStart("pools");
        for (Pool pool : connections.pools()) {
            json.writeStartObject();
            json.writeStringProperty("endpoint", pool.endpoint());
            json.writeNumberProperty("open", pool.open());
            json.writeNumberProperty("idle", pool.idle());
            json.writeNumberProperty("waiting", pool.waiting());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
