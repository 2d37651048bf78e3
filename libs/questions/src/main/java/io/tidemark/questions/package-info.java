/** What services that ask the catalogue have in common: on whose behalf they read, values of filters, and refusals. */
@NullMarked
package io.tidemark.questions;

import org.jspecify.annotations.NullMarked;
