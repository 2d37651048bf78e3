package io.tidemark.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a tarball for each application, to be loaded or pushed by any tool; pushes it itself when told so. */
public final class ImageBuild {

    /** The figures behind them are in docs/operations/images.md. */
    private static final List<String> JVM = List.of(
            "-XX:MaxRAMPercentage=50",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            // What Netty, Quarkus and JBoss Logging still do, and JDK 25 would warn about.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private static final Map<String, List<String>> JVM_OF_APPLICATION = Map.of(
            "ingest-service", List.of("-XX:NewRatio=1", "-XX:SurvivorRatio=2"),
            "aggregation-job", List.of("-XX:TieredStopAtLevel=1"));

    private static final String NOBODY = "10001:10001";
    private static final String TOOL = "tidemark";

    private final Options options;

    ImageBuild(Options options) {
        this.options = options;
    }

    /** Builds all images; {@link Options} says what the arguments are. */
    public static void main(String... arguments) throws Exception {
        var options = Options.parse(arguments);
        var build = new ImageBuild(options);
        for (var application : Application.all(options.home())) {
            System.out.println(build.build(application));
        }
    }

    /** Returns the tarball. */
    Path build(Application application) throws Exception {
        Files.createDirectories(options.output());
        var tarball = options.output().resolve(application.name() + ".tar");
        var name = options.image(application.name());
        var image = image(application);
        image.containerize(configured(Containerizer.to(TarImage.at(tarball).named(name))));
        if (options.push()) {
            var registry = RegistryImage.named(name)
                    .addCredentialRetriever(CredentialRetrieverFactory.forImage(ImageReference.parse(name), event -> {})
                            .dockerConfig());
            image.containerize(configured(Containerizer.to(registry)));
        }
        if (Files.exists(application.bill())) {
            Files.copy(
                    application.bill(),
                    options.output().resolve(application.name() + ".cdx.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return tarball;
    }

    private JibContainerBuilder image(Application application) throws Exception {
        var entrypoint = new ArrayList<String>();
        entrypoint.add("java");
        entrypoint.addAll(JVM);
        entrypoint.addAll(JVM_OF_APPLICATION.getOrDefault(application.name(), List.of()));
        entrypoint.addAll(
                List.of("-jar", Application.HOME.resolve("quarkus-run.jar").toString()));
        var image = BaseImage.from(options.base())
                .setPlatforms(Set.of(new Platform(options.architecture(), "linux")))
                .setEntrypoint(entrypoint)
                .setUser(NOBODY)
                .setWorkingDirectory(Application.HOME)
                .addExposedPort(Port.tcp(8080))
                .addExposedPort(Port.tcp(9000))
                .addLabel("org.opencontainers.image.title", application.name())
                .addLabel("org.opencontainers.image.version", options.tag())
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
        addLayers(image, application);
        return image;
    }

    private static void addLayers(JibContainerBuilder image, Application application) throws IOException {
        application.layers().forEach(image::addFileEntriesLayer);
        if (Files.exists(application.bill())) {
            image.addLayer(List.of(application.bill()), AbsoluteUnixPath.get("/usr/share/sbom"));
        }
    }

    private Containerizer configured(Containerizer target) {
        var cache = options.output().resolveSibling("jib-cache");
        return target.setToolName(TOOL)
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("application"));
    }
}
