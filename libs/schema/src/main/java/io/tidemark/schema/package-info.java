/** The database schema of all services, and the one program that migrates it. */
@NullMarked
package io.tidemark.schema;

import org.jspecify.annotations.NullMarked;
