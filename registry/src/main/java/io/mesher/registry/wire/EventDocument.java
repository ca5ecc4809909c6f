package io.mesher.registry.wire;

import org.jspecify.annotations.Nullable;

/**
 * A change, as a watcher is notified of it.
 *
 * @param action CREATE, UPDATE or DELETE; others are known to clients but not sent by today's registries
 * @param instance as it is after the change, for DELETE as it was last; null where a registry leaves it out
 */
public record EventDocument(
        String action, KeyDocument key, @Nullable InstanceDocument instance) {
    public static EventDocument read(JsonReader json) throws BadJson {
        String[] action = {""};
        KeyDocument[] key = {KeyDocument.NONE};
        @Nullable InstanceDocument[] instance = new @Nullable InstanceDocument[1];
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "action" -> action[0] = json.string();
                case "key" -> key[0] = KeyDocument.read(json);
                case "instance" -> instance[0] = json.isNull() ? null : InstanceDocument.read(json);
                default -> json.skip();
            }
        });
        return new EventDocument(action[0], key[0], instance[0]);
    }

    public byte[] toJson() {
        return JsonText.object(json -> {
            JsonText.always(json, "action", action);
            json.writeObjectPropertyStart("key");
            key.write(json);
            json.writeEndObject();
            if (instance != null) {
                json.writeObjectPropertyStart("instance");
                instance.write(json);
                json.writeEndObject();
            }
        });
    }
}
