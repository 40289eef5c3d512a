/** Where the trainer's messages go. */
@NullMarked
package dev.lorabake.preflight.rules.logging;

import org.jspecify.annotations.NullMarked;
