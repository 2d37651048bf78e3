/** Messages by e-mail. */
@NullMarked
package io.tidemark.alert.mail;

import org.jspecify.annotations.NullMarked;
