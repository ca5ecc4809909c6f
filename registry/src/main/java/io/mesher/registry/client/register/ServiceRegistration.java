package io.mesher.registry.client.register;

import io.mesher.registry.client.call.ErrorAdvice;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Gets the service itself registered: uses the one that is there, or makes it, and brings its properties and contracts up to date.
 */
final class ServiceRegistration {
    private final RegistrationApi api;
    private final OwnDocuments own;
    private final DefectGuard guard;
    private final Consumer<String> complain;

    /**
     * @param guard of whoever awaits the service
     * @param complain takes messages for the log
     */
    ServiceRegistration(RegistrationApi api, OwnDocuments own, DefectGuard guard, Consumer<String> complain) {
        this.api = api;
        this.own = own;
        this.guard = guard;
        this.complain = complain;
    }

    /**
     * @param isWanted asked after each answer of the registry; once it says no, nothing more happens and nobody is called
     * @param done hears the service's id, or why there is none, of which the log has heard then
     */
    void begin(BooleanSupplier isWanted, Consumer<Result<String>> done) {
        Steps steps = new Steps(isWanted, result -> onService(result, isWanted, done));
        guard.run(() -> api.serviceId(own.self(), own.version(), steps.then(steps::onServiceId)));
    }

    private void onService(Result<String> result, BooleanSupplier isWanted, Consumer<Result<String>> done) {
        if (result instanceof Ok<String>(String id) && !own.contracts().isEmpty()) {
            new ContractUpload(api, own, guard, complain, isWanted, done).begin(id);
        } else {
            done.accept(result);
        }
    }

    private final class Steps {
        private final BooleanSupplier isWanted;
        private final Consumer<Result<String>> done;

        Steps(BooleanSupplier isWanted, Consumer<Result<String>> done) {
            this.isWanted = isWanted;
            this.done = done;
        }

        <T> Consumer<Result<T>> then(Consumer<Result<T>> next) {
            return guard.answer(result -> {
                if (isWanted.getAsBoolean()) {
                    next.accept(result);
                }
            });
        }

        private void onServiceId(Result<String> result) {
            if (result instanceof Ok<String>(String id) && !id.isEmpty()) {
                compareProperties(id);
            } else if (result instanceof NoAnswer<String>) {
                done.accept(result);
            } else if (result instanceof Refused<String>(ErrorAnswer refusal)
                    && !refusal.is(ErrorCode.NO_SUCH_SERVICE)
                    && !refusal.is(ErrorCode.NO_SUCH_VERSION)) {
                refused("look for the service " + own.self().name(), refusal);
            } else {
                create();
            }
        }

        private void create() {
            api.createService(own.service(), then(result -> {
                if (result instanceof Refused<String>(ErrorAnswer refusal)) {
                    refused("register the service " + own.self().name(), refusal);
                } else {
                    done.accept(result);
                }
            }));
        }

        /** CSE Mesher leaves an existing service as it is, so that a changed {@code scope} or property never arrives. */
        private void compareProperties(String id) {
            Map<String, String> ours = own.properties();
            if (ours.isEmpty()) {
                done.accept(new Ok<>(id));
                return;
            }
            api.service(id, then(result -> {
                if (result instanceof Ok<ServiceDocument>(ServiceDocument service)
                        && !service.properties().entrySet().containsAll(ours.entrySet())) {
                    Map<String, String> merged = new LinkedHashMap<>(service.properties());
                    merged.putAll(ours);
                    putProperties(id, merged);
                } else {
                    done.accept(new Ok<>(id));
                }
            }));
        }

        private void putProperties(String id, Map<String, String> merged) {
            api.putProperties(id, merged, then(result -> {
                if (result instanceof Refused<Boolean>(ErrorAnswer refusal)) {
                    complain.accept(ErrorAdvice.message(
                            "change the properties of the service " + own.self().name(), refusal));
                }
                // A service with old properties is better than none.
                done.accept(new Ok<>(id));
            }));
        }

        private void refused(String what, ErrorAnswer refusal) {
            complain.accept(ErrorAdvice.message(what, refusal));
            done.accept(new Refused<>(refusal));
        }
    }
}
