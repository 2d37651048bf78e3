package io.tidemark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path directory;

    @Test
    void programsFindMediansRunsAndRatios() throws IOException {
        var scenario = new Scenario("COPY", "row");
        scenario.add(new Sample(100, 2, Double.NaN, Double.NaN, Double.NaN, 0.5, 0.1));
        var file = directory.resolve("report.json");

        new ReportFile()
                .write(
                        new IngestReport(Map.of("cores", "2"), List.of(scenario), Map.of("a / b", 0.5), 300, 450.5),
                        file);

        assertThat(new ObjectMapper().readTree(file.toFile())).isEqualTo(new ObjectMapper().readTree("""
                {"environment":{"cores":"2"},
                 "scenarios":[{"name":"COPY","unit":"row",
                   "median":{"perSecond":100.0,"seconds":2.0,"postgresCpuSeconds":0.5,"clientCpuSeconds":0.1},
                   "runs":[{"perSecond":100.0,"seconds":2.0,"postgresCpuSeconds":0.5,"clientCpuSeconds":0.1}]}],
                 "ratios":{"a / b":0.5},"serviceResidentPeakBytes":300,"bytesPerEvent":450.5}"""));
    }
}
