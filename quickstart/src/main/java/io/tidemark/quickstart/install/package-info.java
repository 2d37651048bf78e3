/** What is kept in the data directory: identities, secrets, ports, and the file for users. */
@NullMarked
package io.tidemark.quickstart.install;

import org.jspecify.annotations.NullMarked;
