package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The reference of the configuration is what the source says. To write it anew: {@code ./mvnw test -pl system-tests -am
 * -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.update=true}.
 */
class ConfigurationReferenceTest {

    private static final Path ROOT = OpenApi.file("x").getParent().getParent();
    private static final Path REFERENCE = ROOT.resolve("docs/operations/configuration.md");
    private static final String BEGIN = "<!-- What follows is generated from the source. -->\n";
    private static final String PLATFORM = "libs/platform/src/main/resources/META-INF/microprofile-config.properties";

    private static final Map<String, String> TITLES = titles();

    @Test
    void theReferenceIsWhatTheSourceSays() throws IOException {
        var present = Files.readString(REFERENCE);
        var written = present.substring(0, present.indexOf(BEGIN) + BEGIN.length()) + generate();
        if (Boolean.getBoolean("configuration.update")) {
            Files.writeString(REFERENCE, written);
        }
        assertThat(Files.readString(REFERENCE))
                .as("docs/operations/configuration.md; see this test for how to write it anew")
                .isEqualTo(written);
    }

    @Test
    void everySettingIsExplained() throws IOException {
        for (var module : TITLES.keySet()) {
            assertThat(settings(module)).as(module).allSatisfy(setting -> assertThat(setting.description())
                    .as(setting.name())
                    .isNotEmpty());
        }
    }

    private static String generate() throws IOException {
        var text = new StringBuilder();
        for (var module : TITLES.entrySet()) {
            text.append("\n## ")
                    .append(module.getValue())
                    .append("\n\n| setting | type | default | |\n|---|---|---|---|\n");
            for (var setting : settings(module.getKey())) {
                text.append(setting.row()).append('\n');
            }
        }
        return text.toString();
    }

    private static List<Setting> settings(String module) throws IOException {
        var defaults = new HashMap<>(properties(PLATFORM));
        defaults.putAll(properties(module + "/src/main/resources/application.properties"));
        var settings = new SettingReader(defaults).read(sources(ROOT.resolve(module)));
        return settings.stream().sorted(Comparator.comparing(Setting::name)).toList();
    }

    private static List<Path> sources(Path module) throws IOException {
        var sources = new ArrayList<Path>();
        try (var files = Files.walk(module)) {
            for (var file : files.filter(path -> path.toString().contains("/src/main/java/")
                            && path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (Files.readString(file).contains("@ConfigMapping(")) {
                    sources.add(file);
                }
            }
        }
        return sources;
    }

    private static Map<String, String> properties(String file) throws IOException {
        var found = new HashMap<String, String>();
        if (Files.exists(ROOT.resolve(file))) {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(ROOT.resolve(file))) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> found.put(name, properties.getProperty(name)));
        }
        return found;
    }

    private static Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        titles.put("libs", "All services");
        titles.put("ingest-service", "ingest-service");
        titles.put("query-service", "query-service");
        titles.put("alert-service", "alert-service");
        titles.put("aggregation-job", "aggregation-job");
        return titles;
    }
}
