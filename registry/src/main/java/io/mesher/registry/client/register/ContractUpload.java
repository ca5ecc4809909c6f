package io.mesher.registry.client.register;

import io.mesher.registry.client.call.ErrorAdvice;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.loop.DefectGuard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gets the service's contracts into the registry: those that it lacks or has another text of, one after the other. Once. */
final class ContractUpload {
    private final RegistrationApi api;
    private final OwnDocuments own;
    private final DefectGuard guard;
    private final Consumer<String> complain;
    private final BooleanSupplier isWanted;
    private final Consumer<Result<String>> done;
    private final Iterator<Map.Entry<String, String>> contracts;

    /**
     * @param complain takes messages for the log
     * @param isWanted asked after each answer of the registry; once it says no, nothing more happens and nobody is called
     * @param done hears the service's id; of a contract that the registry refuses, only the log hears
     */
    ContractUpload(
            RegistrationApi api,
            OwnDocuments own,
            DefectGuard guard,
            Consumer<String> complain,
            BooleanSupplier isWanted,
            Consumer<Result<String>> done) {
        this.api = api;
        this.own = own;
        this.guard = guard;
        this.complain = complain;
        this.isWanted = isWanted;
        this.done = done;
        this.contracts = own.contracts().entrySet().iterator();
    }

    void begin(String serviceId) {
        api.contracts(serviceId, then(result -> {
            switch (result) {
                case Ok<Map<String, String>>(Map<String, String> summaries) -> next(serviceId, summaries);
                // Whatever it has, sending all of them is right.
                case Refused<Map<String, String>> _ -> next(serviceId, Map.of());
                case NoAnswer<Map<String, String>>(String cause) -> done.accept(new NoAnswer<>(cause));
            }
        }));
    }

    private void next(String serviceId, Map<String, String> summaries) {
        while (contracts.hasNext()) {
            Map.Entry<String, String> contract = contracts.next();
            String summary = summary(contract.getValue());
            if (!summary.equals(summaries.get(contract.getKey()))) {
                put(serviceId, contract, summary, summaries);
                return;
            }
        }
        done.accept(new Ok<>(serviceId));
    }

    private void put(
            String serviceId, Map.Entry<String, String> contract, String summary, Map<String, String> summaries) {
        api.putContract(serviceId, contract.getKey(), contract.getValue(), summary, then(result -> {
            if (result instanceof NoAnswer<Boolean>(String cause)) {
                done.accept(new NoAnswer<>(cause));
                return;
            }
            if (result instanceof Refused<Boolean>(ErrorAnswer refusal)) {
                complain.accept(ErrorAdvice.message(
                        "upload the contract " + contract.getKey() + " of the service "
                                + own.self().name(),
                        refusal));
            }
            next(serviceId, summaries);
        }));
    }

    private <T> Consumer<Result<T>> then(Consumer<Result<T>> step) {
        return guard.answer(result -> {
            if (isWanted.getAsBoolean()) {
                step.accept(result);
            }
        });
    }

    /** As go-chassis makes it. */
    private static String summary(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
