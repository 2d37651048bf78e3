@NullMarked
package io.tidemark.alert.question;

import org.jspecify.annotations.NullMarked;
