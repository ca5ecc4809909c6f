package io.mesher.proxy;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How one object keeps another in memory: a walk over all references, without a garbage collector, so that it finds the same each
 * time. It reads fields of Mesher's own classes and of what lambdas capture; of the JDK it knows collections, maps, arrays and
 * {@link AtomicReference}. What else of the JDK holds objects, such as threads and selectors, it doesn't enter.
 */
final class ObjectPath {
    private static final int MAX_OBJECTS = 1_000_000;

    private record Step(Object object, @Nullable Step from, String by) {
        @Override
        public String toString() {
            return (from == null ? "" : from + " -> ") + by + " "
                    + object.getClass().getSimpleName();
        }
    }

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> next = new ArrayDeque<>();

    private ObjectPath() {}

    /**
     * The fields that lead from one to the other, the shortest way; null where there is none.
     *
     * @param closed what the walk doesn't go into
     */
    static @Nullable String between(Object from, Object to, Predicate<Object> closed) {
        ObjectPath path = new ObjectPath();
        path.add(from, null, "");
        while (!path.next.isEmpty()) {
            Step step = path.next.remove();
            if (step.object == to) {
                return step.toString();
            }
            if (!closed.test(step.object)) {
                path.follow(step);
            }
        }
        return null;
    }

    private void add(@Nullable Object object, @Nullable Step from, String by) {
        if (object == null || object instanceof String || object instanceof Class<?> || !seen.add(object)) {
            return;
        }
        if (seen.size() > MAX_OBJECTS) {
            throw new AssertionError("more than " + MAX_OBJECTS + " objects, the last by " + from);
        }
        next.add(new Step(object, from, by));
    }

    private void follow(Step step) {
        switch (step.object) {
            case Reference<?> _ -> {} // Weak ones keep nothing.
            case AtomicReference<?> reference -> add(reference.get(), step, "value");
            case Collection<?> all -> all.forEach(element -> add(element, step, "element"));
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    add(key, step, "key");
                    add(value, step, "value");
                });
            default -> followAny(step);
        }
    }

    private void followAny(Step step) {
        Class<?> type = step.object.getClass();
        if (type.isArray()) {
            for (int i = 0; !type.componentType().isPrimitive() && i < Array.getLength(step.object); i++) {
                add(Array.get(step.object, i), step, "[" + i + "]");
            }
            return;
        }
        for (Class<?> of = type; of != null && of.getName().startsWith("io.mesher."); of = of.getSuperclass()) {
            for (Field field : of.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    add(value(field, step.object), step, of.getSimpleName() + "." + field.getName());
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
