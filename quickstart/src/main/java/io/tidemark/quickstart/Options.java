package io.tidemark.quickstart;

import java.nio.file.Path;

/**
 * What the user asked for.
 *
 * @param home the source tree whose packaged applications are run
 */
record Options(Path home, Path dataDirectory, int port, boolean demo) {}
