package io.tidemark.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.catalogue.plan.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Asks query-service past its cache, on one connection. */
final class Tidemark implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper mapper = new JsonMapper();
    private final String url;
    private final String apiKey;

    Tidemark(int port, String apiKey) {
        this.url = "http://127.0.0.1:" + port + "/analytics/_query";
        this.apiKey = apiKey;
    }

    Answer answer(Asked asked, String since) throws IOException, InterruptedException {
        return Answer.of(
                mapper.readTree(post("", question(asked, since))), asked.query().formula());
    }

    /** The request of one question, to be asked again and again. */
    byte[] ask(Asked asked, String since) throws IOException, InterruptedException {
        return post("", question(asked, since));
    }

    /** A whole dashboard in one request. */
    byte[] askAll(List<Asked> dashboard, String since) throws IOException, InterruptedException {
        var batch = mapper.createObjectNode();
        var queries = batch.putArray("queries");
        dashboard.forEach(asked -> queries.add(question(asked, since)));
        return post("/batch", batch);
    }

    private ObjectNode question(Asked asked, String since) {
        var question = mapper.createObjectNode()
                .put("query", asked.query().id())
                .put("from", "now-" + since)
                .put("to", "now");
        var filters = question.putObject("filters");
        for (Filter filter : asked.filters()) {
            var values = filters.putArray(filter.attribute().apiName());
            filter.values().forEach(values::add);
        }
        return question;
    }

    private byte[] post(String path, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-API-Key", apiKey)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache")
                .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "%s was answered %d %s".formatted(body, answer.statusCode(), mapper.readTree(answer.body())));
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
