package io.mesher.registry.client.answer;

import io.mesher.registry.client.answer.ServiceAnswer.Listed;
import io.mesher.registry.client.answer.ServiceAnswer.NoSuchService;
import io.mesher.registry.client.answer.ServiceAnswer.Unchanged;
import io.mesher.registry.client.answer.ServiceAnswer.UnknownConsumer;
import io.mesher.registry.client.answer.ServiceAnswer.Untold;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what is found for several services, each at its index. */
public final class BatchReader {
    private static final ServiceAnswer NOT_NAMED = new Untold("the registry's answer lacks it");

    private final List<ServiceAnswer> answers;
    private final InstanceReader instanceReader = new InstanceReader();

    private BatchReader(int count) {
        answers = new ArrayList<>(Collections.nCopies(count, NOT_NAMED));
    }

    /** @param count of services that were asked for */
    public static List<ServiceAnswer> read(byte[] body, int count) throws BadJson {
        BatchReader reader = new BatchReader(count);
        JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("services")) {
                    reader.services(json);
                } else {
                    json.skip();
                }
            });
            return reader;
        });
        return reader.answers;
    }

    private void services(JsonReader json) throws BadJson {
        json.object(name -> {
            switch (name) {
                case "updated" -> json.list(this::updated);
                case "notModified" -> json.list(item -> put(item.integer(), new Unchanged()));
                case "failed" -> json.list(this::failed);
                default -> json.skip();
            }
        });
    }

    private int updated(JsonReader json) throws BadJson {
        int[] index = {0};
        String[] revision = {""};
        List<ListedInstance> instances = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "index" -> index[0] = json.integer();
                case "rev" -> revision[0] = json.string();
                case "instances" -> instances.addAll(json.list(instanceReader::read));
                default -> json.skip();
            }
        });
        return put(index[0], new Listed(revision[0], instances));
    }

    private int failed(JsonReader json) throws BadJson {
        List<Integer> indexes = new ArrayList<>();
        ErrorDocument[] error = {new ErrorDocument("", "", "")};
        json.object(name -> {
            switch (name) {
                case "indexes" -> indexes.addAll(json.list(JsonReader::integer));
                case "error" -> error[0] = ErrorDocument.read(json);
                default -> json.skip();
            }
        });
        indexes.forEach(index -> put(index, failure(error[0])));
        return indexes.size();
    }

    private int put(int index, ServiceAnswer answer) {
        if (index >= 0 && index < answers.size()) {
            answers.set(index, answer);
        }
        return index;
    }

    public static ServiceAnswer failure(ErrorDocument error) {
        if (!error.errorCode().equals(ErrorCode.NO_SUCH_SERVICE.text())) {
            return new Untold(error.errorCode() + " " + error.errorMessage() + " " + error.detail());
        }
        return isOfConsumer(error.detail()) ? new UnknownConsumer() : new NoSuchService();
    }

    /**
     * {@code Consumer[id] does not exist}: told with the same code as a missing provider, for which the text goes on
     * {@code Consumer[id][key] find provider[key] failed}.
     */
    private static boolean isOfConsumer(String detail) {
        int at = detail.indexOf("Consumer[");
        int end = detail.indexOf(']', Math.max(at, 0));
        return at >= 0 && end > at && detail.startsWith("] does not exist", end);
    }
}
