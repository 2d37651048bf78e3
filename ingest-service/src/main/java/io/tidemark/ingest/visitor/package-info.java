/** The daily salts of visitor hashes: kept in Redis for a day, then gone for ever. */
@NullMarked
package io.tidemark.ingest.visitor;

import org.jspecify.annotations.NullMarked;
