package io.mesher.it.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Deployment's pod, as a Kubernetes manifest has it. */
record Pod(String name, Map<?, ?> spec) {

    static Pod of(Map<?, ?> deployment) {
        Map<?, ?> template = map(map(deployment, "spec"), "template");
        return new Pod((String) map(deployment, "metadata").get("name"), map(template, "spec"));
    }

    int gracePeriodSeconds() {
        return (Integer) spec.get("terminationGracePeriodSeconds");
    }

    Container container(String called) {
        return list(spec, "containers").stream()
                .map(Container::new)
                .filter(container -> container.fields().get("name").equals(called))
                .findFirst()
                .orElseThrow(() -> new AssertionError("pod " + name + " has no container " + called));
    }

    /** One of its containers. */
    record Container(Map<?, ?> fields) {
        /** For a shell; each word in quotes. */
        String command() {
            List<?> words = (List<?>) fields.get("command");
            return words.stream()
                    .map(word -> "'" + word.toString().replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
        }

        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            for (Map<?, ?> variable : list(fields, "env")) {
                environment.put((String) variable.get("name"), (String) variable.get("value"));
            }
            return environment;
        }

        /** Port and path, as in {@code 30102/readyz}. */
        String probe(String kind) {
            Map<?, ?> get = map(map(fields, kind), "httpGet");
            return get.get("port").toString() + get.get("path");
        }

        /** The words of the command that runs before the container is told to end. */
        List<?> preStop() {
            return (List<?>)
                    map(map(map(fields, "lifecycle"), "preStop"), "exec").get("command");
        }

        String mountPath() {
            return (String) list(fields, "volumeMounts").getFirst().get("mountPath");
        }
    }

    static Map<?, ?> map(Map<?, ?> of, String key) {
        return (Map<?, ?>) of.get(key);
    }

    static List<Map<?, ?>> list(Map<?, ?> of, String key) {
        List<?> entries = (List<?>) of.get(key);
        return entries.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }
}
