package io.mesher.control.admin;

import io.mesher.control.admin.source.Condition;
import io.mesher.control.admin.source.DrainControl;
import io.mesher.control.admin.source.LogControl;
import io.mesher.control.admin.source.ReadyState;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The process, as the admin API sees and steers it.
 *
 * @param readiness asked at each probe, on the event loop
 * @param conditions what Mesher needs and whether it has it, asked likewise
 * @param begun whether it has been ready once
 * @param quit begins the orderly end and returns at once
 */
public record AdminControls(
        Supplier<ReadyState> readiness,
        Supplier<List<Condition>> conditions,
        BooleanSupplier begun,
        LogControl log,
        DrainControl drain,
        Runnable quit) {}
