package io.tidemark.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** A packaged application: the folder that Quarkus makes, in layers of which those that change least come first. */
record Application(String name, Path module) {

    static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/app");

    static List<Application> all(Path home) {
        return List.of("ingest-service", "query-service", "alert-service", "aggregation-job").stream()
                .map(name -> new Application(name, home.resolve(name)))
                .toList();
    }

    List<FileEntriesLayer> layers() throws IOException {
        var app = module.resolve("target/quarkus-app");
        if (!Files.exists(app.resolve("quarkus-run.jar"))) {
            throw new IOException(name + " is not packaged: " + app);
        }
        Predicate<Path> ours = file -> file.getFileName().toString().startsWith("io.tidemark.");
        Predicate<Path> library = file -> app.relativize(file).startsWith("lib");
        return List.of(
                layer("libraries", app, library.and(ours.negate())),
                layer("own libraries", app, library.and(ours)),
                layer("application", app, library.negate()));
    }

    /** What the application is made of, in CycloneDX; beside the image as well as in it. */
    Path bill() {
        return module.resolve("target/bom.json");
    }

    private static FileEntriesLayer layer(String name, Path app, Predicate<Path> belongs) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var files = Files.walk(app)) {
            files.filter(Files::isRegularFile)
                    .filter(belongs)
                    .sorted()
                    .forEach(file -> layer.addEntry(
                            file, HOME.resolve(app.relativize(file).toString())));
        }
        return layer.build();
    }
}
