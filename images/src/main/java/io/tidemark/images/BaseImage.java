package io.tidemark.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What images are built on: a system with a Java runtime. */
final class BaseImage {

    private static final String TAR = "tar://";
    private static final String FOLDER = "dir://";
    private static final String JAVA = "/opt/java";

    private BaseImage() {}

    static JibContainerBuilder from(String base) throws IOException, InvalidImageReferenceException {
        if (base.startsWith(TAR)) {
            return Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))));
        }
        if (base.startsWith(FOLDER)) {
            var root = Path.of(base.substring(FOLDER.length()));
            return Jib.fromScratch()
                    .addFileEntriesLayer(layer("system", root, false))
                    .addFileEntriesLayer(layer("java", root, true))
                    .addEnvironmentVariable("PATH", JAVA + "/bin")
                    .addEnvironmentVariable("JAVA_HOME", JAVA)
                    .addEnvironmentVariable("LANG", "C.UTF-8");
        }
        return Jib.from(base);
    }

    private static FileEntriesLayer layer(String name, Path root, boolean java) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var place = AbsoluteUnixPath.get("/" + root.relativize(file));
                if (place.toString().startsWith(JAVA + "/") == java) {
                    layer.addEntry(file, place, permissions(file));
                }
            }
        }
        return layer.build();
    }

    private static FilePermissions permissions(Path file) {
        return FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
    }
}
