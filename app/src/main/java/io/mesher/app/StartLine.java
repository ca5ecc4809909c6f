package io.mesher.app;

import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.source.Shown;
import io.mesher.core.name.ServiceIdentity;
import java.nio.file.Path;
import java.util.List;

/** The first line of the log: what runs, for whom, and which files it was configured by. */
final class StartLine {
    private StartLine() {}

    static String of(Build build, ConfigResult.Loaded loaded) {
        ServiceIdentity service = loaded.config().service();
        return "Mesher " + build.text() + ", JDK " + Runtime.version() + "; service "
                + (service.isUnnamed() ? "without a name" : service.name() + " " + service.version()).strip()
                + "; configuration " + files(loaded.files(), loaded.candidates());
    }

    /** @param candidates all that would be read; most of them are in one folder */
    private static String files(List<Path> read, List<Path> candidates) {
        Path folder = candidates.isEmpty() ? null : candidates.getFirst().getParent();
        String named = folder == null ? "" : Shown.text(folder.toString());
        if (read.isEmpty()) {
            return named + ": no files";
        }
        StringBuilder text = new StringBuilder(named);
        String between = ": ";
        for (Path file : read) {
            Path name = file.getFileName();
            boolean isInFolder = name != null && folder != null && folder.equals(file.getParent());
            text.append(between).append(Shown.text((isInFolder ? name : file).toString()));
            between = ", ";
        }
        return text.toString();
    }
}
