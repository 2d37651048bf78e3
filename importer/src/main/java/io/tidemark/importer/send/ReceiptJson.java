package io.tidemark.importer.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.importer.send.Receipt.Rejection;
import java.io.IOException;
import java.util.ArrayList;

/** Reads the API's answers. */
final class ReceiptJson {

    private final JsonMapper mapper = new JsonMapper();

    Receipt readReceipt(byte[] body) throws IOException {
        var answer = mapper.readTree(body);
        if (!answer.path("accepted").isIntegralNumber()) {
            throw new IOException("the answer is not one of Tidemark's: it does not say how many were accepted");
        }
        var rejected = new ArrayList<Rejection>();
        for (var item : answer.path("rejected")) {
            rejected.add(new Rejection(item.path("index").asInt(), reason(item.path("problem"))));
        }
        return new Receipt(
                answer.path("accepted").asLong(), answer.path("duplicates").asLong(), rejected);
    }

    /** Says what a problem+json body says, or nothing if it is something else. */
    String readProblem(byte[] body) {
        try {
            return reason(mapper.readTree(body));
        } catch (IOException e) {
            return "";
        }
    }

    /** Code and first field error, without values: equal reasons are to be counted together. */
    private static String reason(JsonNode problem) {
        var code = problem.path("code").asText("");
        var error = problem.path("errors").path(0);
        if (error.isObject()) {
            return code + ": " + error.path("field").asText() + " "
                    + error.path("message").asText();
        }
        var detail = problem.path("detail").asText(problem.path("title").asText(""));
        return detail.isEmpty() ? code : code + ": " + detail;
    }
}
