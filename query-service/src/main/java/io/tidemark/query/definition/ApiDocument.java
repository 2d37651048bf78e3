package io.tidemark.query.definition;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of an OpenAPI document.
 *
 * @param release the version of the API that it states
 * @param basePaths what stands before its paths, according to its servers; {@code ""} for nothing
 */
record ApiDocument(String title, Optional<String> release, List<String> basePaths, List<ApiOperation> operations) {

    ApiDocument {
        basePaths = List.copyOf(basePaths);
        operations = List.copyOf(operations);
    }
}
