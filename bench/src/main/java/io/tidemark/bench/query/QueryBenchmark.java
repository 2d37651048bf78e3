package io.tidemark.bench.query;

import io.tidemark.bench.history.History;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.catalogue.Catalogue;
import java.sql.SQLException;
import java.util.List;

/** Makes a history and a plain table of it, and asks both. */
final class QueryBenchmark {

    private final Stage stage;
    private final List<String> ranges;
    private final int requests;

    QueryBenchmark(Stage stage, List<String> ranges, int requests) {
        this.stage = stage;
        this.ranges = ranges;
        this.requests = requests;
    }

    SizeReport run(long events, int days) throws Exception {
        var history = History.make(stage, events, days);
        System.err.println("Copying the events into a plain table with indexes");
        RawTable.create(stage.database());
        var disk = disk();
        try (var service = stage.start(Service.QUERY, Service.QUERY.jar(), Service.QUERY.jvmOptions());
                var tidemark = new Tidemark(service.port(), stage.apiKey());
                var raw = new RawEvents(stage.database().connect())) {
            var catalogue = Catalogue.builtIn();
            var interview = new Interview(tidemark, raw, stage.tenant(), requests);
            var all = Asked.all(catalogue);
            interview.warmUp(all, ranges);
            var comparisons = interview.compareAll(all, ranges);
            var dashboards = interview.dashboards(catalogue, comparisons, ranges);
            return new SizeReport(history, disk, comparisons, dashboards);
        }
    }

    private Disk disk() throws SQLException {
        try (var connection = stage.database().connect()) {
            return Disk.measure(connection);
        }
    }
}
