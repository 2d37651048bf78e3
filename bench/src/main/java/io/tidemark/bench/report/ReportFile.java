package io.tidemark.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Writes reports for programs. */
public final class ReportFile {

    private final JsonMapper mapper =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Writes the medians, and every run that they come from. */
    public void write(IngestReport report, Path file) throws IOException {
        var root = mapper.createObjectNode();
        root.set("environment", mapper.valueToTree(report.environment()));
        var scenarios = root.putArray("scenarios");
        for (var scenario : report.scenarios()) {
            var object = scenarios.addObject();
            object.put("name", scenario.name()).put("unit", scenario.unit());
            put(object.putObject("median"), scenario.median());
            var runs = object.putArray("runs");
            scenario.samples().forEach(sample -> put(runs.addObject(), sample));
        }
        root.set("ratios", mapper.valueToTree(report.ratios()));
        root.put("serviceResidentPeakBytes", report.serviceResidentPeakBytes());
        root.put("bytesPerEvent", report.bytesPerEvent());
        mapper.writeValue(file.toFile(), root);
    }

    /** Writes a report that is a record of records. */
    public void write(Record report, Path file) throws IOException {
        mapper.writeValue(file.toFile(), report);
    }

    private static void put(ObjectNode object, Sample sample) {
        put(object, "perSecond", sample.perSecond());
        put(object, "seconds", sample.seconds());
        put(object, "p50Ms", sample.p50Ms());
        put(object, "p99Ms", sample.p99Ms());
        put(object, "serviceCpuSeconds", sample.serviceCpu());
        put(object, "postgresCpuSeconds", sample.postgresCpu());
        put(object, "clientCpuSeconds", sample.generatorCpu());
    }

    /** JSON has no NaN: what does not apply is left out. */
    private static void put(ObjectNode object, String name, double value) {
        if (!Double.isNaN(value)) {
            object.put(name, value);
        }
    }
}
