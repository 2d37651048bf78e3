/** The services and the job, as child processes of their packaged applications. */
@NullMarked
package io.tidemark.quickstart.service;

import org.jspecify.annotations.NullMarked;
