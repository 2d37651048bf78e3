/** What conditions ask of the catalogue, and what they make of the answers. */
@NullMarked
package io.tidemark.alert.question;

import org.jspecify.annotations.NullMarked;
