/** The packaged services together, as a deployment runs them: tenancy, faults, real neighbours. */
package io.tidemark.systemtests;
