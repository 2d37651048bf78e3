package io.tidemark.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildTest {

    private static final String ARM = "linux/arm64";

    @TempDir
    Path home;

    private Application application;

    @BeforeEach
    void packageAnApplication() throws IOException {
        write("ingest-service/target/quarkus-app/quarkus-run.jar", "run");
        write("ingest-service/target/quarkus-app/app/ingest-service.jar", "classes");
        write("ingest-service/target/quarkus-app/lib/main/org.example.jar", "theirs");
        write("ingest-service/target/quarkus-app/lib/main/io.tidemark.events.jar", "ours");
        write("ingest-service/target/bom.json", "{}");
        write("base/etc/os-release", "ID=debian");
        write("base/opt/java/bin/java", "java").toFile().setExecutable(true);
        application = Application.all(home).getFirst();
    }

    @Test
    void anImageHoldsApplicationRuntimeAndWhatItIsMadeOf() throws Exception {
        var files = files(build("r.example.com").resolve("ingest-service.tar"));

        assertThat(files)
                .containsEntry("app/quarkus-run.jar", "100644")
                .containsEntry("app/app/ingest-service.jar", "100644")
                .containsEntry("app/lib/main/org.example.jar", "100644")
                .containsEntry("app/lib/main/io.tidemark.events.jar", "100644")
                .containsEntry("usr/share/sbom/bom.json", "100644")
                .containsEntry("etc/os-release", "100644")
                .containsEntry("opt/java/bin/java", "100755");
    }

    @Test
    void anImageRunsAsNobodyAndStartsJava() throws Exception {
        var tarball = build("r.example.com").resolve("ingest-service.tar");

        assertThat(read(tarball, "config.json"))
                .contains("\"User\":\"10001:10001\"", "\"WorkingDir\":\"/app\"", "\"8080/tcp\":{}", "\"9000/tcp\":{}")
                .contains("\"Entrypoint\":[\"java\",", "\"-jar\",\"/app/quarkus-run.jar\"]")
                .contains("\"-XX:+UseSerialGC\"", "\"-XX:NewRatio=1\",\"-XX:SurvivorRatio=2\"")
                .contains("PATH=/opt/java/bin");
        assertThat(read(tarball, "manifest.json")).contains("\"r.example.com/tidemark/ingest-service:1.2.3\"");
    }

    @Test
    void anImageSaysWhatMachinesItIsFor() throws Exception {
        assertThat(read(build("").resolve("ingest-service.tar"), "config.json"))
                .contains("\"architecture\":\"arm64\"", "\"os\":\"linux\"");
    }

    @Test
    void withoutAPlatformImagesAreForMachinesLikeThisOne() {
        var machine = System.getProperty("os.arch").replace("x86_64", "amd64").replace("aarch64", "arm64");
        var options = new String[] {"--home=.", "--base=b", "--repository=r", "--tag=1"};

        assertThat(Options.parse(options).platform()).isEqualTo("linux/" + machine);
        assertThatThrownBy(() -> new Options(home, "b", "", "tidemark", "1", false, "windows/amd64"))
                .hasMessageContaining("--platform=");
    }

    @Test
    void theSameInputMakesTheSameImage() throws Exception {
        var first = Files.readAllBytes(build("").resolve("ingest-service.tar"));
        write("ingest-service/target/quarkus-app/quarkus-run.jar", "run");

        assertThat(Files.readAllBytes(build("").resolve("ingest-service.tar"))).isEqualTo(first);
    }

    @Test
    void theBillOfMaterialsLiesBesideTheImage() throws Exception {
        assertThat(build("").resolve("ingest-service.cdx.json")).hasContent("{}");
    }

    @Test
    void whatIsNotPackagedIsNamed() {
        var missing = Application.all(home).getLast();

        assertThatThrownBy(missing::layers)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aggregation-job is not packaged");
    }

    @Test
    void aReleaseIsNamedAndPushedSomewhere() {
        assertThatThrownBy(() -> new Options(home, "b", "", "tidemark", "latest", false, ARM))
                .hasMessageContaining("--tag=1.2.3");
        assertThatThrownBy(() -> new Options(home, "b", "", "tidemark", "1", true, ARM))
                .hasMessageContaining("--registry=");
        assertThatThrownBy(() -> Options.parse("--home=.", "--base=")).hasMessageContaining("--base is missing");
    }

    private Path build(String registry) throws Exception {
        var options = new Options(home, "dir://" + home.resolve("base"), registry, "tidemark", "1.2.3", false, ARM);
        new ImageBuild(options).build(application);
        return options.output();
    }

    private Path write(String name, String content) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Of all layers: the files, with their modes. */
    private static TreeMap<String, String> files(Path tarball) throws IOException {
        var files = new TreeMap<String, String>();
        try (var image = new TarArchiveInputStream(Files.newInputStream(tarball))) {
            for (var entry = image.getNextEntry(); entry != null; entry = image.getNextEntry()) {
                if (entry.getName().endsWith(".tar.gz")) {
                    addFiles(image, files);
                }
            }
        }
        return files;
    }

    private static void addFiles(InputStream compressed, TreeMap<String, String> files) throws IOException {
        var layer = new TarArchiveInputStream(new GZIPInputStream(compressed));
        for (TarArchiveEntry entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            if (entry.isFile()) {
                files.put(entry.getName(), Integer.toOctalString(entry.getMode()));
            }
        }
    }

    private static String read(Path tarball, String name) throws IOException {
        try (var image = new TarArchiveInputStream(Files.newInputStream(tarball))) {
            for (var entry = image.getNextEntry(); entry != null; entry = image.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(image.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no " + name);
    }
}
