/** The one port: sends each path to its service, by the table that the Kubernetes ingress follows too. */
@NullMarked
package io.tidemark.quickstart.ingress;

import org.jspecify.annotations.NullMarked;
